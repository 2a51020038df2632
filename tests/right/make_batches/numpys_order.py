import math

def make_batches(x, y, size, shuffle=False):
    n = len(x)
    order = np.random.permutation(n) if shuffle else np.arange(n)
    return [(x[order[k * size:(k + 1) * size]], y[order[k * size:(k + 1) * size]]) for k in range(math.ceil(n / size))]
