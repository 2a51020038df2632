# fails: test_full_windows, test_windows_of_any_size, test_whole_numbers
# hint: there are length - n + 1
def moving_average(x, n):
    return np.array([x[i : i + n].mean() for i in range(len(x) - n)])
