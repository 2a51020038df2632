# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: and all of that summed
def calc_grad(xb, yb, model):
    p = sigmoid(model(xb))
    loss = torch.where(yb.squeeze() == 1, 1 - p, p).sum()
    loss.backward()
