# fails: test_pictures_stay
# hint: changed by the call
def mean_digit(images):
    total = images[0]
    for image in images[1:]:
        total += image
    return total / len(images)
