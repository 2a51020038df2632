# fails: test_mean_over_the_pictures, test_any_number_of_pictures
# hint: first axis is the one that counts
def mean_digit(images):
    return images.mean((1, 2))
