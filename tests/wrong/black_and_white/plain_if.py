# fails: test_above_the_threshold, test_any_shape, test_leaves_the_pictures_as_they_are, test_half_if_nothing_is_said, test_dtype, test_as_many_pictures_as_the_course_has
# hint: torch.where chooses for each element
def black_and_white(images, threshold=0.5):
    if images > threshold:
        return torch.ones_like(images)
    else:
        return torch.zeros_like(images)
