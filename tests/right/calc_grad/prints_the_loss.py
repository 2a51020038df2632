def calc_grad(xb, yb, model):
    preds = model(xb)
    loss = mnist_loss(preds, yb)
    print(f"loss {loss.item():.4f}")
    loss.backward()
    return loss
