def moving_average(x, n):
    return np.convolve(x, np.ones(n), mode="valid") / n
