# fails: test_mean_over_the_pictures, test_any_number_of_pictures
# hint: 
def mean_digit(images):
    return images.sum(0) / 6131
