# fails: test_every_number_once, test_share_for_validation, test_as_many_pictures_as_the_course_has
# hint: both lists
# also: should each be there once
# also: train should hold all the other numbers
def split_indices(n, valid_pct, seed):
    o = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    return o, o[:int(n * valid_pct)]
