# fails: test_above_the_threshold, test_as_many_pictures_as_the_course_has
# hint: equals the threshold isn't above it
# also: that was passed in isn't used
def black_and_white(images, threshold=0.5):
    return (images >= 0.5).float()
