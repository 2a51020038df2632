# fails: test_share_for_validation
# hint: order[-0:]
# breaks: train holds all the others
def split_indices(n, valid_pct, seed):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    size = int(n * valid_pct)
    return order[:-size], order[-size:]
