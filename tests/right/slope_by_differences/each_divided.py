def slope_by_differences(f, x, h=0.001):
    return f(x + h) / h - f(x) / h
