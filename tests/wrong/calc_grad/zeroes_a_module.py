# fails: test_any_model
# hint: found no gradient to add to
# breaks: Add the gradients
def calc_grad(xb, yb, model):
    if isinstance(model, nn.Module):
        model.zero_grad()
    mnist_loss(model(xb), yb).backward()
