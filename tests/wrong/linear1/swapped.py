# fails: test_weighted_sum_plus_bias, test_gradients_reach_weights_and_bias
# hint: look at the order of the two
def linear1(xb, weights, bias):
    return weights @ xb + bias
