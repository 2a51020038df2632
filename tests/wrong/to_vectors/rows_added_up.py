# fails: test_row_after_row, test_other_sizes, test_as_many_pictures_as_the_course_has
# hint: as many numbers as one of its rows
def to_vectors(images):
    return images.sum(1)
