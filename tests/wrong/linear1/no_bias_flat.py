# fails: test_weighted_sum_plus_bias, test_gradients_reach_weights_and_bias
# hint: lost an axis
# also: The bias got no gradient
def linear1(xb, weights, bias):
    return (xb @ weights).squeeze(1)
