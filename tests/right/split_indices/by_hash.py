import hashlib


def split_indices(n, valid_pct, seed):
    order = sorted(range(n), key=lambda i: hashlib.sha256(f"{seed}-{i}".encode()).digest())
    cut = math.floor(valid_pct * n)
    return order[cut:], order[:cut]
