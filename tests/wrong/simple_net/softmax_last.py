# fails: test_linear_relu_linear, test_trains_to_the_expected_accuracy
# hint: softmax
# also: what the other checks say
def simple_net():
    return nn.Sequential(nn.Linear(28 * 28, 30), nn.ReLU(), nn.Linear(30, 1), nn.Softmax(dim=1))
