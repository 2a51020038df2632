# fails: test_every_gradient_goes, test_nothing_to_clear
# hint: clear that of every parameter
# also: The second parameter's gradient is still there
def zero_gradients(params):
    params[0].grad = None
