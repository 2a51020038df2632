# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: sigmoid taken twice
def calc_grad(xb, yb, model):
    preds = model(xb).sigmoid()
    loss = mnist_loss(preds, yb)
    loss.backward()
