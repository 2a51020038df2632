def labelled_dataset(threes, sevens):
    n, m = len(threes), len(sevens)
    y = (torch.arange(n + m) < n).to(torch.uint8)[:, None]
    return torch.cat([threes, sevens]).view(n + m, -1), y
