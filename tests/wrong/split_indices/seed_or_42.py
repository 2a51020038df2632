# fails: test_the_seed_decides
# hint: 0 is one like any other
# breaks: any whole number from 0 on
def split_indices(n, valid_pct, seed):
    generator = torch.Generator().manual_seed(seed or 42)
    order = torch.randperm(n, generator=generator).tolist()
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]
