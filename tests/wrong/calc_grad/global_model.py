# fails: test_gradients_of_the_loss, test_parameters_stay, test_gradients_add_up, test_any_model
# hint: it is none of the arguments
def calc_grad(xb, yb, model):
    mnist_loss(linear_model(xb), yb).backward()
