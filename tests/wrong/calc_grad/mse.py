# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: mean squared error
# breaks: the gradients of mnist_loss
def calc_grad(xb, yb, model):
    F.mse_loss(model(xb).sigmoid(), yb.float()).backward()
