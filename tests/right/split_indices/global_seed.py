def split_indices(n, valid_pct, seed):
    torch.manual_seed(seed)
    order = torch.randperm(n).tolist()
    cut = int(n * valid_pct)
    valid = order[:cut]
    train = [i for i in range(n) if i not in valid]
    return train, valid
