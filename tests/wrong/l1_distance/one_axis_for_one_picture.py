# fails: test_mean_of_absolute_differences
# hint: has shape (1,), and should have ()
# also: an axis of length 1 is left over
def l1_distance(a, b):
    d = (a - b).abs()
    return d.view(-1, d.shape[-1] * d.shape[-2]).mean(1)
