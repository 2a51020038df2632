# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: are the labels exchanged
def calc_grad(xb, yb, model):
    mnist_loss(model(xb), 1 - yb).backward()
