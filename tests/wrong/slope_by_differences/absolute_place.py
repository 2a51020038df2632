# fails: test_step_to_the_right
# hint: without its sign
# breaks: x may be negative too
def slope_by_differences(f, x, h=0.001):
    x = abs(x)
    return (f(x + h) - f(x)) / h
