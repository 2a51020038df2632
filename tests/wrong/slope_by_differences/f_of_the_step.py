# fails: test_step_to_the_right, test_small_step_if_none_is_given
# hint: f(x + h) isn't f(x) + f(h)
def slope_by_differences(f, x, h=0.001):
    return (f(x) + f(h) - f(x)) / h
