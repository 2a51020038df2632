# fails: test_linear_relu_linear, test_trains_to_the_expected_accuracy
# hint: such as dropout
# breaks: nothing is left to chance
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Dropout(0.2), nn.Linear(30, 1))
