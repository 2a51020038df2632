# fails: test_as_many_pictures_as_the_course_has
# hint: Not all pictures count
# breaks: the mean over all pictures
def mean_digit(images):
    return images[:1000].mean(0)
