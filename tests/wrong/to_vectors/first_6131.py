# fails: test_as_many_pictures_as_the_course_has
# hint: is a number fixed somewhere
# breaks: any number of pictures
def to_vectors(images):
    images = images[:6131]
    return images.reshape(len(images), -1)
