# fails: test_row_after_row, test_other_sizes, test_as_many_pictures_as_the_course_has
# hint: column after column
def to_vectors(images):
    return images.transpose(1, 2).reshape(len(images), -1)
