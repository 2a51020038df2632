# fails: test_gradients_of_the_loss, test_parameters_stay, test_gradients_add_up, test_any_model
# hint: names of the notebook
def calc_grad(xb, yb, model):
    preds = xb @ toy_w + toy_b
    mnist_loss(preds, yb).backward()
