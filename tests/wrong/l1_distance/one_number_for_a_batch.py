# fails: test_one_distance_for_each_picture, test_many_pictures
# hint: last two axes only
def l1_distance(a, b):
    return (a - b).abs().mean()
