# fails: test_step_to_the_right
# hint: This is rounded
# breaks: Not rounded
def slope_by_differences(f, x, h=0.001):
    return round((f(x + h) - f(x)) / h, 1)
