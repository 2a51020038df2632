# fails: test_as_many_pictures_as_the_course_has
# hint: larger than 1
# breaks: threshold: any number
def black_and_white(images, threshold=0.5):
    out = images.clone()
    out[out > threshold] = 1.0
    out[out <= threshold] = 0.0
    return out
