# fails: test_mean_over_the_pictures, test_any_number_of_pictures
# hint: median
def mean_digit(images):
    return images.median(0).values
