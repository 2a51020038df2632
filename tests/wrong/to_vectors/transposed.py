# fails: test_row_after_row, test_other_sizes, test_as_many_pictures_as_the_course_has
# hint: are the columns
def to_vectors(images):
    return images.view(len(images), -1).T
