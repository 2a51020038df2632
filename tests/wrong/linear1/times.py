# fails: test_weighted_sum_plus_bias, test_gradients_reach_weights_and_bias
# hint: Where products are to be added up, write `@`, not `*`
def linear1(xb, weights, bias):
    return xb * weights + bias
