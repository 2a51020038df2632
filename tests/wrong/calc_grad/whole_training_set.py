# fails: test_gradients_of_the_loss, test_parameters_stay, test_gradients_add_up, test_any_model
# hint: the pictures that it is given
def calc_grad(xb, yb, model):
    loss = mnist_loss(model(train_x), train_y)
    loss.backward()
