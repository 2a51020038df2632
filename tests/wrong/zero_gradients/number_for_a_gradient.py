# fails: test_every_gradient_goes, test_nothing_to_clear, test_fresh_gradient_afterwards
# hint: assigned grad
def zero_gradients(params):
    for p in params:
        p.grad = 0.0
