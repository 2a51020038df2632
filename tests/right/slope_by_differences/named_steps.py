def slope_by_differences(f, x, h=0.001):
    rise = f(x + h) - f(x)
    run = h
    return rise / run
