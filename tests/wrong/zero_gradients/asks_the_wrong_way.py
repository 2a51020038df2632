# fails: test_every_gradient_goes, test_nothing_to_clear, test_fresh_gradient_afterwards
# hint: AttributeError
# also: The old gradient is still in the new one
# also: A gradient is still there
def zero_gradients(params):
    for p in params:
        if p.grad is None:
            p.grad.zero_()
