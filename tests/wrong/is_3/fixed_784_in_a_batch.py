# fails: test_any_size, test_true_or_false, test_as_many_pictures_as_the_course_has
# hint: A number there is fixed
def is_3(x, mean3, mean7):
    if x.ndim == 2:
        return l1_distance(x, mean3) < l1_distance(x, mean7)
    x, mean3, mean7 = x.view(-1, 784), mean3.view(784), mean7.view(784)
    return (x - mean3).abs().mean(1) < (x - mean7).abs().mean(1)
