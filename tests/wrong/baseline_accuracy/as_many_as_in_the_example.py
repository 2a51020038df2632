# fails: test_three_accuracies, test_the_real_baseline, test_as_many_pictures_as_the_course_has
# hint: The counts are divided by 4 and 2, the pictures of the example
# breaks: shapes (n, rows, columns) and (m, rows, columns)
def baseline_accuracy(threes, sevens, mean3, mean7):
    on_threes = is_3(threes, mean3, mean7).sum() / 4
    on_sevens = (~is_3(sevens, mean3, mean7)).sum() / 2
    return on_threes, on_sevens, (on_threes + on_sevens) / 2
