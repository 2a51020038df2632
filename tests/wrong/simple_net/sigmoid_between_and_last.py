# fails: test_linear_relu_linear, test_trains_to_the_expected_accuracy
# hint: Sigmoids stand between the layers and at the end
# also: what the other checks say
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.Sigmoid(), nn.Linear(30, 1), nn.Sigmoid())
