# fails: test_as_many_pictures_as_the_course_has
# hint: threshold below 0 here
# also: larger than 1 here
# breaks: any shape and any numbers
def black_and_white(images, threshold=0.5):
    return (images.clamp(0, 1) > threshold).float()
