# fails: test_weighted_sum_plus_bias
def linear1(xb, weights, bias):
    return (xb @ weights + bias).clamp(min=0)
