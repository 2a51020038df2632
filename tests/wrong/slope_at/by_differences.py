# fails: test_by_autograd
# hint: The slope is taken by differences
# breaks: worked out by PyTorch
def slope_at(f, x):
    h = 1e-5
    return (f(x + h) - f(x - h)) / (2 * h)
