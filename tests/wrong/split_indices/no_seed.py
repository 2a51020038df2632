# fails: test_the_seed_decides
# hint: generator of your own
def split_indices(n, valid_pct, seed):
    o = torch.randperm(n).tolist()
    cut = int(n * valid_pct)
    return o[cut:], o[:cut]
