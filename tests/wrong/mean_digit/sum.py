# fails: test_mean_over_the_pictures, test_any_number_of_pictures
# hint: sum of the pictures
def mean_digit(images):
    return images.sum(0)
