# fails: test_leaves_the_pictures_as_they_are, test_as_many_pictures_as_the_course_has
# hint: changed by the call
# also: compare the pixels, and once
# breaks: they stay as they are
def black_and_white(images, threshold=0.5):
    images[images > threshold] = 1
    images[images <= threshold] = 0
    return images
