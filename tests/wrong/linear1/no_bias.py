# fails: test_weighted_sum_plus_bias, test_gradients_reach_weights_and_bias
# hint: bias is missing
# also: The bias got no gradient: use it
def linear1(xb, weights, bias):
    return xb @ weights
