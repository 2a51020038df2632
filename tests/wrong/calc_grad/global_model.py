# fails: test_gradients_of_the_loss, test_parameters_stay, test_gradients_add_up, test_any_model
# hint: `linear_model` is none of the arguments of `calc_grad`; `model` is passed in, and not used there
def calc_grad(xb, yb, model):
    mnist_loss(linear_model(xb), yb).backward()
