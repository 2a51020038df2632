# fails: test_any_model
# hint: leaves the step to the training loop
# breaks: Its parameters stay where they are
def calc_grad(xb, yb, model):
    loss = mnist_loss(model(xb), yb)
    loss.backward()
    if isinstance(model, nn.Module):
        with torch.no_grad():
            for p in model.parameters():
                p -= p.grad
