# fails: test_as_many_pictures_as_the_course_has
# hint: below 0 is taken for 0
# breaks: threshold: any number
def black_and_white(images, threshold=0.5):
    return torch.where(images > max(threshold, 0.0), 1.0, 0.0)
