# fails: test_share_for_validation, test_as_many_pictures_as_the_course_has
# hint: numbers, rounded down; yours are
# breaks: rounded down
# also: a share of 0.2 is
def split_indices(n, valid_pct, seed):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(n * (1 - valid_pct))
    return order[:cut], order[cut:]
