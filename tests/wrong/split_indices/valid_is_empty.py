# fails: test_share_for_validation, test_by_lot, test_the_seed_decides, test_as_many_pictures_as_the_course_has
# hint: numbers, rounded down; yours are 0
# also: is the seed used
# also: a share of 0.2 is
# also: a share of 0.2 should be for validation
def split_indices(n, valid_pct, seed):
    order = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(valid_pct)
    return order[cut:], order[:cut]
