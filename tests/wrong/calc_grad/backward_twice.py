# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: is backward() called twice
def calc_grad(xb, yb, model):
    loss = mnist_loss(model(xb), yb)
    loss.backward(retain_graph=True)
    loss.backward()
