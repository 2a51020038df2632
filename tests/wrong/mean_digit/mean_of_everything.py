# fails: test_mean_over_the_pictures, test_any_number_of_pictures, test_the_ideal_3
# hint: first axis only
def mean_digit(images):
    return images.mean()
