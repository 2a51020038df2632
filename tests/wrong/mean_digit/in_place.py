# fails: test_pictures_stay
# hint: make a new tensor instead of writing into the one
def mean_digit(images):
    images /= len(images)
    return images.sum(0)
