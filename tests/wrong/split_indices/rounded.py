# fails: test_share_for_validation
# hint: rounded down
# breaks: rounded down
def split_indices(n, valid_pct, seed):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = round(n * valid_pct)
    return order[cut:], order[:cut]
