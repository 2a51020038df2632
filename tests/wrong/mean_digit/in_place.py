# fails: test_pictures_stay
# hint: make a new tensor instead of writing into the one
# breaks: they stay as they are
def mean_digit(images):
    images /= len(images)
    return images.sum(0)
