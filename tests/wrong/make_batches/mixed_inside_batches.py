# fails: test_shuffled_together
# hint: mixed only inside each batch
# breaks: mix all the pictures by lot and then cut
def make_batches(x, y, size, shuffle=False):
    out = []
    for i in range(0, len(x), size):
        xb, yb = x[i:i + size], y[i:i + size]
        if shuffle:
            o = torch.randperm(len(xb))
            xb, yb = xb[o], yb[o]
        out.append((xb, yb))
    return out
