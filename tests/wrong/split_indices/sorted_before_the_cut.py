# fails: test_by_lot, test_the_seed_decides
# hint: shuffle before you cut
# also: is the seed used
def split_indices(n, valid_pct, seed):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    order = sorted(order)
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]
