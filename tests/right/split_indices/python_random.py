def split_indices(n, valid_pct, seed):
    import random
    numbers = list(range(n))
    random.Random(seed).shuffle(numbers)
    cut = int(valid_pct * n)
    return numbers[cut:], numbers[:cut]
