# fails: test_gradients_of_the_loss, test_parameters_stay, test_gradients_add_up, test_any_model
# hint: mnist_loss takes the predictions first, and then the labels
def calc_grad(xb, yb, model):
    loss = mnist_loss(yb, model(xb))
    loss.backward()
