# fails: test_mean_over_the_pictures, test_any_number_of_pictures, test_the_ideal_3
# hint: first picture counts twice
def mean_digit(images):
    total = images[0].clone()
    for image in images:
        total += image
    return total / len(images)
