# fails: test_as_many_numbers_as_the_course_has
# hint: is a number fixed somewhere
# breaks: for every element of x
def sigmoid(x):
    x = x[:1000] if x.ndim else x
    return 1 / (1 + torch.exp(-x))
