# fails: test_labels, test_as_many_pictures_as_the_course_has
# hint: as many labels for the 7s as for the 3s
def labelled_dataset(threes, sevens):
    n = len(threes)
    return to_vectors(torch.cat([threes, sevens])), tensor([1] * n + [0] * n).unsqueeze(1)
