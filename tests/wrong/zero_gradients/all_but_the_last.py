# fails: test_every_gradient_goes, test_nothing_to_clear, test_fresh_gradient_afterwards
# hint: A gradient is still there
# also: second parameter's gradient is still there
# also: The old gradient is still in the new one
def zero_gradients(params):
    for i in range(len(params) - 1):
        params[i].grad = None
