# fails: test_step_to_the_right
# hint: steps to the left
def slope_by_differences(f, x, h=0.001):
    return (f(x) - f(x - h)) / h
