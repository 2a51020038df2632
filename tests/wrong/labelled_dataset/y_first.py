# fails: test_pictures, test_labels, test_as_many_pictures_as_the_course_has
# hint: should come first, and then y
def labelled_dataset(threes, sevens):
    x = to_vectors(torch.cat([threes, sevens]))
    y = tensor([1] * len(threes) + [0] * len(sevens)).unsqueeze(1)
    return y, x
