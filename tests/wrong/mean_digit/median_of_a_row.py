# fails: test_mean_over_the_pictures, test_any_number_of_pictures, test_the_ideal_3, test_as_many_pictures_as_the_course_has
# hint: over one axis of each picture
def mean_digit(images):
    return images.median(1).values
