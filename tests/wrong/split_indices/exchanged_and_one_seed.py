# fails: test_share_for_validation, test_the_seed_decides, test_as_many_pictures_as_the_course_has
# hint: exchanged
# also: is the seed used
# also: a share of 0.2 is
def split_indices(n, valid_pct, seed):
    torch.manual_seed(42)
    order = torch.randperm(n).tolist()
    cut = int(n * valid_pct)
    return order[:cut], order[cut:]
