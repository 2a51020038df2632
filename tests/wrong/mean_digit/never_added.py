# fails: test_mean_over_the_pictures, test_any_number_of_pictures, test_the_ideal_3, test_as_many_pictures_as_the_course_has
# hint: is something added up, and returned
def mean_digit(images):
    total = torch.zeros(images.shape[1:])
    for image in images:
        total + image
    return total / len(images)
