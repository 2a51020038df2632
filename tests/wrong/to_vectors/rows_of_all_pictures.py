# fails: test_row_after_row, test_other_sizes, test_as_many_pictures_as_the_course_has
# hint: Rows and pictures were joined
def to_vectors(images):
    return images.flatten(0, 1)
