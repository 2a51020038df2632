# fails: test_weighted_sum_plus_bias
# hint: There is no such axis
# breaks: shape (n, 1) for any n
def linear1(xb, weights, bias):
    return (xb @ weights + bias).squeeze().unsqueeze(1)
