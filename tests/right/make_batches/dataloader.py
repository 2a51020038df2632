def make_batches(x, y, size, shuffle=False):
    return [(xb, yb) for xb, yb in torch.utils.data.DataLoader(list(zip(x, y)), batch_size=size, shuffle=shuffle)]
