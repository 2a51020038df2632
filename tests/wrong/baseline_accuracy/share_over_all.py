# fails: test_three_accuracies, test_the_real_baseline, test_as_many_pictures_as_the_course_has
# hint: mean of the two
def baseline_accuracy(threes, sevens, mean3, mean7):
    right3 = is_3(threes, mean3, mean7)
    right7 = ~is_3(sevens, mean3, mean7)
    return right3.float().mean(), right7.float().mean(), torch.cat([right3, right7]).float().mean()
