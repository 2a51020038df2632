# fails: test_gradients_of_the_loss, test_parameters_stay, test_gradients_add_up, test_any_model
# hint: need only be called
# also: leave the zeroing to the training loop
def calc_grad(xb, yb, model):
    model.zero_grad()
    loss = mnist_loss(model(xb), yb)
    loss.backward()
