import torch


def calc_grad(xb, yb, model):
    """The gradient worked out on paper: through p = sigmoid(output) it is -p(1 - p)/n for a 3, and p(1 - p)/n for a 7."""
    outputs = model(xb)
    p = torch.sigmoid(outputs.detach())
    slope = torch.where(yb == 1, -p * (1 - p), p * (1 - p)) / outputs.numel()
    outputs.backward(slope)
