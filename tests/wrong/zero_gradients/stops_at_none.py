# fails: test_nothing_to_clear
# hint: second parameter's gradient is still there
# breaks: no reason to stop
def zero_gradients(params):
    for p in params:
        if p.grad is None:
            return
        p.grad.zero_()
