# fails: test_fresh_gradient_afterwards
# hint: no longer asks for a gradient
def zero_gradients(params):
    for p in params:
        p.grad = None
        p.requires_grad_(False)
