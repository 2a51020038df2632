# fails: test_mean_over_the_pictures, test_any_number_of_pictures, test_the_ideal_3
# hint: median
def mean_digit(images):
    return images.median(0).values
