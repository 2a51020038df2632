# fails: test_each_column_by_itself, test_whole_numbers, test_a_column_without_spread
# hint: the root of the variance
def standardise(x):
    return (x - x.mean(0)) / np.maximum(x.var(0), 1e-12)
