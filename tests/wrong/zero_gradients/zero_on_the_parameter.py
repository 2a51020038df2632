# fails: test_every_gradient_goes, test_nothing_to_clear, test_fresh_gradient_afterwards
# hint: PyTorch is recording
def zero_gradients(params):
    for p in params:
        p.zero_()
