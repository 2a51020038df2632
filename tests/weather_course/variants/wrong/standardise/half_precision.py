# fails: test_whole_numbers
# hint: holds float32, and should hold float64
def standardise(x):
    spread = x.std(0)
    return ((x - x.mean(0)) / np.where(spread == 0, 1, spread)).astype(np.float32)
