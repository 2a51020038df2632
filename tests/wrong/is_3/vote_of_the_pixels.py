# fails: test_distance_is_l1
# hint: take the L1 distance
# breaks: by the L1 distance
def is_3(x, mean3, mean7):
    nearer = ((x - mean3).abs() < (x - mean7).abs()).float()
    return nearer.mean((-1, -2)) > 0.5
