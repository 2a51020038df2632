# fails: test_step_to_the_right
# hint: Step by the h that is passed in
def slope_by_differences(f, x, h=0.001):
    h = 0.001
    return (f(x + h) - f(x)) / h
