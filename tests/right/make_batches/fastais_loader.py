def make_batches(x, y, size, shuffle=False):
    return list(DataLoader(list(zip(x, y)), batch_size=size, shuffle=shuffle))
