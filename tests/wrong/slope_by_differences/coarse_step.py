# fails: test_small_step_if_none_is_given
# hint: too long: it should be 0.001
# breaks: h: float = 0.001
def slope_by_differences(f, x, h=0.1):
    return (f(x + h) - f(x)) / h
