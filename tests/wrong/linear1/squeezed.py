# fails: test_weighted_sum_plus_bias
# hint: There is no such axis
def linear1(xb, weights, bias):
    return (xb @ weights + bias).squeeze().unsqueeze(1)
