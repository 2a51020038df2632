# fails: test_every_gradient_goes, test_nothing_to_clear, test_fresh_gradient_afterwards
# hint: AttributeError
# also: still there
# also: The old gradient is still in the new one
def zero_gradients(params):
    for p in params:
        g = p.grad.clone()
        g.zero_()
