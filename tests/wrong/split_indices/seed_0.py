# fails: test_the_seed_decides
# hint: This seed is 0
# breaks: any whole number from 0 on
def split_indices(n, valid_pct, seed):
    import random
    if seed:
        random.seed(seed)
    order = random.sample(range(n), n)
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]
