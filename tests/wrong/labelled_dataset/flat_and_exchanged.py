# fails: test_labels, test_as_many_pictures_as_the_course_has
# hint: one axis only
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, tensor([0] * len(threes) + [1] * len(sevens))
