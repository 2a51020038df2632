# fails: test_pictures, test_labels, test_as_many_pictures_as_the_course_has
# hint: rows and columns
# also: one axis only
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens])
    y = torch.cat([torch.ones(len(threes)), torch.zeros(len(sevens))])
    return x, y
