# fails: test_three_accuracies, test_the_real_baseline, test_as_many_pictures_as_the_course_has
# hint: Only one number came back
def baseline_accuracy(threes, sevens, mean3, mean7):
    a3 = is_3(threes, mean3, mean7).float().mean()
    a7 = 1 - is_3(sevens, mean3, mean7).float().mean()
    return (a3 + a7) / 2
