def gradient_at(f, weights):
    return torch.func.grad(f)(weights)
