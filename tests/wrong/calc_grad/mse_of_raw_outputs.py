# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: mean squared error of the raw outputs
def calc_grad(xb, yb, model):
    loss = ((model(xb) - yb) ** 2).mean()
    loss.backward()
