# fails: test_labels, test_as_many_pictures_as_the_course_has
# hint: a label for each pixel
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens])
    y = torch.cat([torch.ones_like(threes), torch.zeros_like(sevens)])
    return x.view(-1, 784), y.view(-1, 784)
