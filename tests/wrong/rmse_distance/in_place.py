# fails: test_pictures_stay
# hint: changed by the call
# breaks: stay as they are
def rmse_distance(a, b):
    a -= b
    a **= 2
    return a.mean((-1, -2)).sqrt()
