# fails: test_pictures_stay
# hint: changed by the call
# breaks: stay as they are
def l1_distance(a, b):
    a -= b
    return a.abs().mean((-1, -2))
