# fails: test_as_many_pictures_as_the_course_has
# hint: is a number fixed somewhere
# breaks: All pictures as rows
def labelled_dataset(threes, sevens):
    threes, sevens = threes[:6131], sevens[:6131]
    x = to_vectors(torch.cat([threes, sevens]))
    return x, tensor([1] * len(threes) + [0] * len(sevens)).unsqueeze(1)
