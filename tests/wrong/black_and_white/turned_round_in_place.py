# fails: test_above_the_threshold, test_any_shape, test_leaves_the_pictures_as_they_are, test_half_if_nothing_is_said, test_as_many_pictures_as_the_course_has
# hint: other way round
# also: changed by the call
def black_and_white(images, threshold=0.5):
    ink = images > threshold
    images[ink] = 0.0
    images[~ink] = 1.0
    return images
