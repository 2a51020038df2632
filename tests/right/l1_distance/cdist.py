def l1_distance(a, b):
    pixels = b.numel()
    rows = a.reshape(-1, pixels)
    distances = torch.cdist(rows, b.reshape(1, pixels), p=1).squeeze(1) / pixels
    return distances if a.ndim == 3 else distances[0]
