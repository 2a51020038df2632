def slope_by_differences(f, x: float, h: float = 1e-3):
    here, there = f(x), f(x + h)
    rise = there - here
    return rise / h
