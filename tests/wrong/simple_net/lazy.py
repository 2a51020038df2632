# fails: test_linear_relu_linear, test_one_output_for_each_picture, test_fresh_random_parameters, test_trains_to_the_expected_accuracy
# hint: A lazy layer has no parameters
def simple_net():
    return nn.Sequential(nn.LazyLinear(30), nn.ReLU(), nn.LazyLinear(1))
