# fails: test_pictures, test_labels, test_as_many_pictures_as_the_course_has
# hint: 7s come first
# also: labels of the 7s come first
def labelled_dataset(threes, sevens):
    x = torch.cat([sevens, threes]).view(-1, 784)
    y = tensor([0] * len(sevens) + [1] * len(threes)).unsqueeze(1)
    return x, y
