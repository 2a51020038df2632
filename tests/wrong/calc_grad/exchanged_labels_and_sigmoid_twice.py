# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: The sigmoid is taken twice, and
def calc_grad(xb, yb, model):
    preds = sigmoid(model(xb))
    loss = mnist_loss(preds, (yb == 0).long())
    loss.backward()
