# fails: test_above_the_threshold, test_any_shape, test_half_if_nothing_is_said, test_as_many_pictures_as_the_course_has
# hint: The threshold is multiplied by the largest pixel that there is
# also: compare each of them, as it is
# breaks: 1.0 where a pixel is above threshold
def black_and_white(images, threshold=0.5):
    return torch.where(images > threshold * images.max(), 1.0, 0.0)
