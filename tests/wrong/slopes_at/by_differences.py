# fails: test_by_autograd
# hint: The slopes are taken by differences
# breaks: worked out by PyTorch
def slopes_at(f, places):
    h = 1e-4
    return [(f(place + h) - f(place - h)) / (2 * h) for place in places]
