# fails: test_above_the_threshold, test_as_many_pictures_as_the_course_has
# hint: that was passed in
def black_and_white(images, threshold=0.5):
    return images.round()
