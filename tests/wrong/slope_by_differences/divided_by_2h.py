# fails: test_step_to_the_right, test_small_step_if_none_is_given
# hint: divided by 2 h
def slope_by_differences(f, x, h=0.001):
    return (f(x + h) - f(x)) / (2 * h)
