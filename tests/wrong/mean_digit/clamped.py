# fails: test_as_many_pictures_as_the_course_has
# hint: below 0 or above 1
# breaks: any n and any numbers
def mean_digit(images):
    return images.clamp(min=0).mean(0)
