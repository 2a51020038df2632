# fails: test_linear_relu_linear, test_trains_to_the_expected_accuracy
# hint: ReLU is missing
# also: Look at what the other checks say
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.Linear(30, 1))
