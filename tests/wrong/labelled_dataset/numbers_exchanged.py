# fails: test_labels, test_as_many_pictures_as_the_course_has
# hint: the two numbers are exchanged
def labelled_dataset(threes, sevens):
    y = tensor([1] * len(sevens) + [0] * len(threes)).unsqueeze(1)
    return to_vectors(torch.cat([threes, sevens])), y
