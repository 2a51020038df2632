# fails: test_the_seed_decides
# hint: draw with a generator of your own
def split_indices(n, valid_pct, seed):
    import random
    random.seed(seed)
    order = torch.randperm(n).tolist()
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]
