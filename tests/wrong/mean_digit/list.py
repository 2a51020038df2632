# fails: test_mean_over_the_pictures, test_any_number_of_pictures, test_the_ideal_3, test_as_many_pictures_as_the_course_has
# hint: should be a tensor, but is a list
def mean_digit(images):
    return images.mean(0).tolist()
