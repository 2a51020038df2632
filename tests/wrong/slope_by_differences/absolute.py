# fails: test_step_to_the_right
# hint: Where the curve falls the change is negative
# breaks: negative where f falls
def slope_by_differences(f, x, h=0.001):
    return abs(f(x + h) - f(x)) / h
