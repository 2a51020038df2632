# fails: test_every_gradient_goes, test_nothing_to_clear, test_fresh_gradient_afterwards
# hint: still there
# also: The old gradient is still in the new one
def zero_gradients(params):
    for p in params:
        if p.grad is not None:
            p.grad *= 0.1
