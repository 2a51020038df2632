# fails: test_gradients_reach_weights_and_bias
# hint: The bias got no gradient
def linear1(xb, weights, bias):
    return xb @ weights + bias.item()
