# fails: test_weighted_sum_plus_bias
# hint: were cut off
def linear1(xb, weights, bias):
    return xb.clamp(0, 1) @ weights + bias
