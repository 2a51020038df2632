def l1_distance(a, b):
    gaps = np.abs(np.subtract(a, b.numpy()))
    return torch.as_tensor(np.asarray(gaps).mean(axis=(-1, -2)))
