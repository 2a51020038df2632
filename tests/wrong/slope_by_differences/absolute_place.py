# fails: test_step_to_the_right
def slope_by_differences(f, x, h=0.001):
    x = abs(x)
    return (f(x + h) - f(x)) / h
