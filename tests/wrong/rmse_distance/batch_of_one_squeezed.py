# fails: test_many_pictures
# hint: don't squeeze that axis away
# breaks: (1,) for a batch of one
def rmse_distance(a, b):
    return ((a - b) ** 2).mean((-1, -2)).sqrt().squeeze()
