# fails: test_weighted_sum_plus_bias, test_gradients_reach_weights_and_bias
# hint: The bias is missing, and
# also: The bias got no gradient
def linear1(xb, weights, bias):
    return (xb @ weights).relu()
