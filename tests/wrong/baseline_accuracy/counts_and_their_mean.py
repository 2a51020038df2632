# fails: test_three_accuracies, test_the_real_baseline, test_as_many_pictures_as_the_course_has
# hint: and the mean of the two; an accuracy is a share
def baseline_accuracy(threes, sevens, mean3, mean7):
    right3 = is_3(threes, mean3, mean7).sum()
    right7 = len(sevens) - is_3(sevens, mean3, mean7).sum()
    return right3, right7, (right3 + right7) / 2
