# fails: test_a_column_without_spread
# hint: divide by 1 where the spread is 0
def standardise(x):
    with np.errstate(all="ignore"):
        return (x - x.mean(0)) / x.std(0)
