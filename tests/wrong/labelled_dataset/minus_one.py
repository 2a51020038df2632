# fails: test_labels, test_as_many_pictures_as_the_course_has
# hint: not -1
def labelled_dataset(threes, sevens):
    y = tensor([1] * len(threes) + [-1] * len(sevens)).unsqueeze(1)
    return to_vectors(torch.cat([threes, sevens])), y
