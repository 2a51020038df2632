# fails: test_labels, test_labels_are_numbers, test_as_many_pictures_as_the_course_has
# hint: y should be a tensor, but is a list
def labelled_dataset(threes, sevens):
    return to_vectors(torch.cat([threes, sevens])), [1] * len(threes) + [0] * len(sevens)
