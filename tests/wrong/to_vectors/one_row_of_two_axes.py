# fails: test_row_after_row, test_other_sizes, test_as_many_pictures_as_the_course_has
# hint: each should have a row of its own
def to_vectors(images):
    return images.reshape(1, -1)
