# fails: test_every_gradient_goes, test_nothing_to_clear, test_fresh_gradient_afterwards
# hint: is asked by `is not None`
def zero_gradients(params):
    for p in params:
        if p.grad:
            p.grad.zero_()
