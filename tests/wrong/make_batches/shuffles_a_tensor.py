# fails: test_shuffled_together
# hint: Some pictures are there more than once
# also: changed by the call
def make_batches(x, y, size, shuffle=False):
    import random
    if shuffle:
        xy = torch.cat([x, y], dim=1)
        random.shuffle(xy)
        x, y = xy[:, :-1], xy[:, -1:]
    return list(zip(x.split(size), y.split(size)))
