# fails: test_weighted_sum_plus_bias, test_gradients_reach_weights_and_bias
# hint: A sigmoid follows the sum
def linear1(xb, weights, bias):
    return (xb @ weights + bias).sigmoid()
