# fails: test_each_column_by_itself, test_whole_numbers, test_a_column_without_spread
# hint: should be an array, but is a list
def standardise(x):
    spread = x.std(0)
    return ((x - x.mean(0)) / np.where(spread == 0, 1, spread)).tolist()
