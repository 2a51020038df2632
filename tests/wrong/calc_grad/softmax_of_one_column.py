# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: Each gradient is 0
def calc_grad(xb, yb, model):
    loss = F.cross_entropy(model(xb), yb.float())
    loss.backward()
