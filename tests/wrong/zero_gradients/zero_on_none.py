# fails: test_nothing_to_clear
# hint: raised AttributeError
def zero_gradients(params):
    for p in params:
        p.grad.zero_()
