def calc_grad(xb, yb, model):
    mnist_loss(model(xb), yb).backward()
