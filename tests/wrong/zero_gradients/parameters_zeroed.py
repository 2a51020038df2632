# fails: test_every_gradient_goes, test_nothing_to_clear, test_fresh_gradient_afterwards
# hint: A parameter was set to zero
# also: The old gradient is still in the new one
# also: The second parameter's gradient is still there
def zero_gradients(params):
    for p in params:
        p.data.zero_()
