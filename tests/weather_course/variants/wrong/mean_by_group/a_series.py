# fails: test_mean_of_each_group, test_other_columns, test_missing_values
# hint: This is a series whose index has the groups
def mean_by_group(frame, key, value):
    return frame.groupby(key)[value].mean()
