from torch.utils.data import random_split

def split_indices(n, valid_pct, seed):
    n_valid = math.floor(n * valid_pct)
    g = torch.Generator()
    g.manual_seed(seed)
    train, valid = random_split(range(n), [n - n_valid, n_valid], generator=g)
    return list(train), list(valid)
