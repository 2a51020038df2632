# fails: test_any_number_of_pictures, test_as_many_pictures_as_the_course_has
# hint: don't fit each other
def mean_digit(images):
    total = torch.zeros(28, 28)
    for image in images:
        total += image
    return total / len(images)
