# fails: test_linear_relu_linear, test_fresh_random_parameters, test_trains_to_the_expected_accuracy
# hint: ReLU is missing
# also: Two calls gave the same weights
# also: what the other checks say
def simple_net():
    torch.manual_seed(0)
    layers = [nn.Linear(784, 30), nn.Linear(30, 1)]
    return nn.Sequential(*layers)
