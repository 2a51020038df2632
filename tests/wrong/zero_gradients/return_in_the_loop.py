# fails: test_every_gradient_goes, test_nothing_to_clear
# hint: A gradient is still there
# also: second parameter's gradient is still there
# also: The old gradient is still in the new one
def zero_gradients(params):
    for p in params:
        p.grad = None
        return
