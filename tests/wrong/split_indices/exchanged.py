# fails: test_share_for_validation, test_as_many_pictures_as_the_course_has
# hint: exchanged
# also: a share of 0.2 is
def split_indices(n, valid_pct, seed):
    o = torch.randperm(n, generator=torch.Generator().manual_seed(seed)).tolist()
    cut = int(n * valid_pct)
    return o[:cut], o[cut:]
