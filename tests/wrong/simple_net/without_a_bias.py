# fails: test_linear_relu_linear, test_one_output_for_each_picture, test_fresh_random_parameters, test_trains_to_the_expected_accuracy
# hint: The parameters should have the shapes
def simple_net():
    return nn.Sequential(nn.Linear(784, 30, bias=False), nn.ReLU(), nn.Linear(30, 1, bias=False))
