# fails: test_full_windows, test_windows_of_any_size, test_whole_numbers
# hint: sums of the windows: divide by n
def moving_average(x, n):
    return np.convolve(x, np.ones(n), mode="valid")
