# fails: test_gradients_reach_weights_and_bias
# hint: The predictions have no gradient
# breaks: Gradients flow through them to weights and bias.
def linear1(xb, weights, bias):
    with torch.no_grad():
        return xb @ weights + bias
