# fails: test_every_number_once, test_share_for_validation, test_by_lot, test_the_seed_decides, test_as_many_pictures_as_the_course_has
# hint: The lists should hold whole numbers
# breaks: two lists of ints
def split_indices(n, valid_pct, seed):
    order = list(torch.randperm(n, generator=torch.Generator().manual_seed(seed)))
    cut = int(n * valid_pct)
    return order[cut:], order[:cut]
