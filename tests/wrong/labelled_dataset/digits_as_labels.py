# fails: test_labels, test_as_many_pictures_as_the_course_has
# hint: digits themselves
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, tensor([3] * len(threes) + [7] * len(sevens)).unsqueeze(1)
