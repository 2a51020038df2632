# fails: test_three_accuracies, test_the_real_baseline, test_as_many_pictures_as_the_course_has
# hint: missing 2 required positional arguments
def baseline_accuracy(threes, sevens, mean3, mean7):
    a3 = is_3(threes).float().mean()
    a7 = (1 - is_3(sevens).float()).mean()
    return a3, a7, (a3 + a7) / 2
