# fails: test_pictures_stay
# hint: changed by the call
# breaks: they stay as they are
def mean_digit(images):
    total = images[0]
    for image in images[1:]:
        total += image
    return total / len(images)
