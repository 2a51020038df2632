# fails: test_labels, test_as_many_pictures_as_the_course_has
# hint: One half of the labels
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    y = torch.zeros(len(x), 1)
    y[:len(x) // 2] = 1
    return x, y
