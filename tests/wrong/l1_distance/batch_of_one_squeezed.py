# fails: test_many_pictures
# hint: don't squeeze that axis away
def l1_distance(a, b):
    return (a - b).abs().mean((-1, -2)).squeeze()
