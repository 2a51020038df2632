# fails: test_weighted_sum_plus_bias
# hint: lost an axis
def linear1(xb, weights, bias):
    return (xb @ weights).squeeze() + bias
