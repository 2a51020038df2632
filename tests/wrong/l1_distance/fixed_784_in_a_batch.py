# fails: test_many_pictures
# hint: A number there is fixed
def l1_distance(a, b):
    if a.ndim == 3:
        return (a - b).abs().view(-1, 28 * 28).mean(1)
    return (a - b).abs().mean()
