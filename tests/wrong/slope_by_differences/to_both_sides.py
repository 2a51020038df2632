# fails: test_step_to_the_right
# hint: both sides
def slope_by_differences(f, x, h=0.001):
    return (f(x + h) - f(x - h)) / (2 * h)
