# fails: test_many_pictures
# hint: don't squeeze that axis away
# breaks: (1,) for a batch of one
def l1_distance(a, b):
    return (a - b).abs().mean((-1, -2)).squeeze()
