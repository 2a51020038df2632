# fails: test_other_sizes, test_as_many_pictures_as_the_course_has
# hint: A number there is fixed
# also: squeezed away or chosen by [0]
def to_vectors(images):
    return images.view(-1, 28 * 28).squeeze()
