# fails: test_row_after_row, test_other_sizes, test_as_many_pictures_as_the_course_has
# hint: should be a tensor, but is a list
def to_vectors(images):
    return [image.flatten() for image in images]
