# fails: test_weighted_sum_plus_bias, test_gradients_reach_weights_and_bias
# hint: Predictions below 0 became 0
# breaks: numbers above and below 0
def linear1(xb, weights, bias):
    return (xb @ weights + bias).clamp(min=0)
