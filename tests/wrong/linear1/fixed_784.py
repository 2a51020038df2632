# fails: test_weighted_sum_plus_bias, test_gradients_reach_weights_and_bias
# hint: A number there is fixed
def linear1(xb, weights, bias):
    return xb.view(-1, 784) @ weights + bias
