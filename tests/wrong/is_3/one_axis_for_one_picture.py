# fails: test_one_picture, test_any_size, test_distance_is_l1
# hint: One picture has one answer
# breaks: of shape () for one picture
def is_3(x, mean3, mean7):
    return torch.atleast_1d(l1_distance(x, mean3) < l1_distance(x, mean7))
