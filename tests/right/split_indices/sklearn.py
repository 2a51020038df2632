from sklearn.model_selection import train_test_split


def split_indices(n, valid_pct, seed):
    size = int(n * valid_pct)
    if size == 0:
        return list(range(n)), []
    train, valid = train_test_split(range(n), test_size=size, random_state=seed)
    return train, valid
