# fails: test_three_accuracies, test_the_real_baseline, test_as_many_pictures_as_the_course_has
# hint: could not infer output dtype
# also: Truth values and whole numbers have no mean
def baseline_accuracy(threes, sevens, mean3, mean7):
    on3 = is_3(threes, mean3, mean7).mean()
    on7 = (~is_3(sevens, mean3, mean7)).mean()
    return on3, on7, (on3 + on7) / 2
