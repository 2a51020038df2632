# fails: test_three_accuracies, test_the_real_baseline, test_as_many_pictures_as_the_course_has
# hint: 2 came back
def baseline_accuracy(threes, sevens, mean3, mean7):
    return is_3(threes, mean3, mean7).float().mean(), (~is_3(sevens, mean3, mean7)).float().mean()
