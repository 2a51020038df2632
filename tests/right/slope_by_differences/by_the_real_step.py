def slope_by_differences(f, x, h=1e-3):
    end = x + h
    return (f(end) - f(x)) / (end - x)
