# fails: test_above_the_threshold, test_any_shape, test_half_if_nothing_is_said, test_as_many_pictures_as_the_course_has
# hint: Only the pixels above the threshold came back
def black_and_white(images, threshold=0.5):
    return images[images > threshold]
