# fails: test_pictures, test_labels, test_labels_are_numbers, test_as_many_pictures_as_the_course_has
# hint: Only one tensor came back
def labelled_dataset(threes, sevens):
    return torch.cat([threes, sevens]).view(-1, 784)
