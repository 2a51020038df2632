# fails: test_gradients_of_the_loss, test_parameters_stay, test_gradients_add_up, test_any_model
# hint: call backward() on the tensor
def calc_grad(xb, yb, model):
    loss = mnist_loss(model(xb), yb).item()
    loss.backward()
