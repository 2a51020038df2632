# fails: test_linear_relu_linear, test_one_output_for_each_picture, test_fresh_random_parameters, test_trains_to_the_expected_accuracy
# hint: one by one, without a list
def simple_net():
    return nn.Sequential([nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1)])
