# fails: test_every_gradient_goes, test_nothing_to_clear
# hint: set p.grad
def zero_gradients(params):
    params[0].grad = None
