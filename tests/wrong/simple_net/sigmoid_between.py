# fails: test_linear_relu_linear, test_trains_to_the_expected_accuracy
# hint: stands a sigmoid
# breaks: 784 pixels, 30 activations, ReLU, one raw output
# also: Look at what the other checks say
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.Sigmoid(), nn.Linear(30, 1))
