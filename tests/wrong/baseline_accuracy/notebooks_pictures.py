# fails: test_three_accuracies, test_the_real_baseline, test_as_many_pictures_as_the_course_has
# hint: count on the pictures that are passed in
def baseline_accuracy(threes, sevens, mean3, mean7):
    on3 = is_3(valid_threes, mean_digit(train_threes), mean_digit(train_sevens)).float().mean()
    on7 = (~is_3(valid_sevens, mean_digit(train_threes), mean_digit(train_sevens))).float().mean()
    return on3, on7, (on3 + on7) / 2
