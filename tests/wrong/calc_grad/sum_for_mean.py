# fails: test_gradients_of_the_loss, test_gradients_add_up, test_any_model
# hint: sum of the losses
def calc_grad(xb, yb, model):
    p = model(xb).sigmoid()
    torch.where(yb == 1, 1 - p, p).sum().backward()
