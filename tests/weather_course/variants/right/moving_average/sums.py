def moving_average(x, n):
    sums = np.concatenate([[0.0], np.cumsum(x)])
    return (sums[n:] - sums[:-n]) / n
