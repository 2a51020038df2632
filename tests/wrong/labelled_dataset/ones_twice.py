# fails: test_labels, test_as_many_pictures_as_the_course_has
# hint: Every label is 1
def labelled_dataset(threes, sevens):
    y3, y7 = torch.ones(len(threes), 1), torch.ones(len(sevens), 1)
    return to_vectors(torch.cat([threes, sevens])), torch.cat([y3, y7])
