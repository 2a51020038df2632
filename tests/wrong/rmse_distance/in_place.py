# fails: test_pictures_stay
# hint: changed by the call
def rmse_distance(a, b):
    a -= b
    a **= 2
    return a.mean((-1, -2)).sqrt()
