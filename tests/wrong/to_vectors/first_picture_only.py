# fails: test_row_after_row, test_other_sizes, test_as_many_pictures_as_the_course_has
# hint: Only one picture came back
# also: squeezed away or chosen by [0]
def to_vectors(images):
    for picture in images:
        return picture.flatten()
