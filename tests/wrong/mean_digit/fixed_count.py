# fails: test_mean_over_the_pictures, test_any_number_of_pictures, test_the_ideal_3
# hint: The sum is divided by a number that is fixed
def mean_digit(images):
    return images.sum(0) / 6131
