# fails: test_the_seed_decides
# hint: is the seed used
def split_indices(n, valid_pct, seed):
    o = torch.randperm(n, generator=torch.Generator().manual_seed(42)).tolist()
    cut = int(n * valid_pct)
    return o[cut:], o[:cut]
