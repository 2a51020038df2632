# fails: test_every_gradient_goes, test_nothing_to_clear, test_fresh_gradient_afterwards
# hint: The old gradient is still in the new one
# also: clear that of every parameter
# also: The second parameter's gradient is still there
def zero_gradients(params):
    for p in params:
        if p.grad is not None:
            p.grad.zero_
