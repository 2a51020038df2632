# fails: test_full_windows, test_windows_of_any_size, test_whole_numbers
# hint: The windows at the ends aren't full
def moving_average(x, n):
    return np.convolve(x, np.ones(n) / n, mode="same")
