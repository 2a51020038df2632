import torch


def train_epoch(model, dl, lr, params):
    """One step for each batch, by the gradient worked out on paper."""
    params = list(params)
    for xb, yb in dl:
        outputs = model(xb)
        p = torch.sigmoid(outputs.detach())
        slope = torch.where(yb == 1, -p * (1 - p), p * (1 - p)) / outputs.numel()
        gradients = torch.autograd.grad(outputs, params, slope)
        with torch.no_grad():
            for parameter, gradient in zip(params, gradients, strict=True):
                parameter.sub_(gradient, alpha=lr)
