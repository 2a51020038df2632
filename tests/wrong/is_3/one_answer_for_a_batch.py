# fails: test_a_batch, test_any_size, test_uses_its_arguments, test_as_many_pictures_as_the_course_has
# hint: each picture needs its own
# also: One answer came back for the whole batch
def is_3(x, mean3, mean7):
    return (x - mean3).abs().mean() < (x - mean7).abs().mean()
