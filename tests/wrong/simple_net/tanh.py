# fails: test_linear_relu_linear, test_trains_to_the_expected_accuracy
# hint: stands a tanh
# also: what the other checks say
# breaks: 784 pixels, 30 activations, ReLU, one raw output
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.Tanh(), nn.Linear(30, 1))
