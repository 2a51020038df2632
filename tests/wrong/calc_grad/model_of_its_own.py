# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: and on a loss of that model, not of another
def calc_grad(xb, yb, model):
    model = nn.Linear(xb.shape[1], 1)
    mnist_loss(model(xb), yb).backward()
