# fails: test_mean_over_the_pictures, test_any_number_of_pictures, test_the_ideal_3
# hint: another number than how many
def mean_digit(images):
    return images.sum(0) / (len(images) - 1)
