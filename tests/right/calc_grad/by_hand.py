def calc_grad(xb: Tensor, yb: Tensor, model) -> None:
    'Predict, loss, gradient.'
    p = torch.sigmoid(model(xb))
    loss = (yb * (1 - p) + (1 - yb) * p).mean()
    loss.backward()
    return loss
