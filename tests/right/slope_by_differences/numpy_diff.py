def slope_by_differences(f, x, h=0.001):
    ys = np.array([f(x), f(x + h)])
    return np.diff(ys)[0] / h
