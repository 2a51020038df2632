# fails: test_linear_relu_linear, test_one_output_for_each_picture, test_fresh_random_parameters
# hint: 
def simple_net():
    return nn.Sequential
