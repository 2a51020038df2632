def l1_distance(a, b):
    return torch.linalg.vector_norm(a - b, ord=1, dim=(-2, -1)) / b.numel()
