from sklearn.model_selection import train_test_split


def split_indices(n, valid_pct, seed):
    train, valid = train_test_split(range(n), test_size=int(n * valid_pct), random_state=seed)
    return train, valid
