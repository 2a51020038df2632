import torch


def train_model(model, train_dl, valid_dl, epochs, lr, params):
    """Step by step by the gradient worked out on paper, and after each epoch the mean of the shares of right answers."""
    params, accuracies = list(params), []
    for _ in range(epochs):
        for xb, yb in train_dl:
            outputs = model(xb)
            p = torch.sigmoid(outputs.detach())
            slope = torch.where(yb == 1, -p * (1 - p), p * (1 - p)) / outputs.numel()
            gradients = torch.autograd.grad(outputs, params, slope)
            with torch.no_grad():
                for parameter, gradient in zip(params, gradients, strict=True):
                    parameter.sub_(gradient, alpha=lr)
        shares = []
        with torch.no_grad():
            for xb, yb in valid_dl:
                shares.append(((model(xb) > 0) == (yb == 1)).double().mean().item())
        accuracies.append(sum(shares) / len(shares))
    return accuracies
