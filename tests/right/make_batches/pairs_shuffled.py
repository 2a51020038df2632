import random

def make_batches(x, y, size, shuffle=False):
    pairs = list(zip(x, y))
    if shuffle:
        random.shuffle(pairs)
    batches = []
    for start in range(0, len(pairs), size):
        xs, ys = zip(*pairs[start:start + size])
        batches.append((torch.stack(xs), torch.stack(ys)))
    return batches
