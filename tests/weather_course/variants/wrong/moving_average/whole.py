# fails: test_whole_numbers
# hint: The fractions were cut off
def moving_average(x, n):
    out = np.empty(len(x) - n + 1, dtype=x.dtype)
    for i in range(len(out)):
        out[i] = x[i : i + n].mean()
    return out
