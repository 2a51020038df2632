# fails: test_pictures, test_labels, test_labels_are_numbers, test_as_many_pictures_as_the_course_has
# hint: what came back is a list
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 28 * 28)
    y = tensor([1] * len(threes) + [0] * len(sevens)).unsqueeze(1)
    return list(zip(x, y))
