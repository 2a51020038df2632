# fails: test_row_after_row, test_other_sizes, test_as_many_pictures_as_the_course_has
# hint: different pictures are mixed
def to_vectors(images):
    return images.reshape(-1, len(images)).T
