# fails: test_gradients_reach_weights_and_bias
# hint: The weights got no gradient
# breaks: Gradients flow through them to weights and bias
def linear1(xb, weights, bias):
    return xb @ weights.detach() + bias
