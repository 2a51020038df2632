# fails: test_distance_is_l1
# hint: take the L1 distance
# breaks: by the L1 distance
def is_3(x, mean3, mean7):
    return rmse_distance(x, mean3) < rmse_distance(x, mean7)
