# fails: test_three_accuracies, test_the_real_baseline, test_as_many_pictures_as_the_course_has
# hint: and the last number is the share over all
def baseline_accuracy(threes, sevens, mean3, mean7):
    called3, called7 = is_3(threes, mean3, mean7).float(), is_3(sevens, mean3, mean7).float()
    return called3.mean(), called7.mean(), torch.cat([called3, called7]).mean()
