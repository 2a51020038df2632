# fails: test_weighted_sum_plus_bias, test_gradients_reach_weights_and_bias
# hint: mean of the products
def linear1(xb, weights, bias):
    return (xb * weights.T).mean(1, keepdim=True) + bias
