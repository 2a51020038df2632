# fails: test_each_column_by_itself, test_whole_numbers, test_a_column_without_spread
# hint: each column has its own
def standardise(x):
    return (x - x.mean()) / x.std()
