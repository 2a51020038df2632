# fails: test_whole_numbers, test_what_is_passed_in_stays
# hint: changed by the call
def standardise(x):
    spread = x.std(0)
    x -= x.mean(0)
    x /= np.where(spread == 0, 1, spread)
    return x
