# fails: test_mean_over_the_pictures, test_any_number_of_pictures, test_the_ideal_3, test_as_many_pictures_as_the_course_has
# hint: The later a picture comes
def mean_digit(images):
    mean = images[0]
    for image in images[1:]:
        mean = (mean + image) / 2
    return mean
