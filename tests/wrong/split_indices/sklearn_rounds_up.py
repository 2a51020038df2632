# fails: test_share_for_validation, test_as_many_pictures_as_the_course_has
# hint: rounded down
# breaks: rounded down
from sklearn.model_selection import train_test_split


def split_indices(n, valid_pct, seed):
    train, valid = train_test_split(list(range(n)), test_size=valid_pct, random_state=seed)
    return train, valid
