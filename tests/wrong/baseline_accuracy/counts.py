# fails: test_three_accuracies, test_the_real_baseline, test_as_many_pictures_as_the_course_has
# hint: numbers of pictures
def baseline_accuracy(threes, sevens, mean3, mean7):
    right3 = is_3(threes, mean3, mean7).sum()
    right7 = (~is_3(sevens, mean3, mean7)).sum()
    return right3, right7, right3 + right7
