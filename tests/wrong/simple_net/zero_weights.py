# fails: test_fresh_random_parameters, test_trains_to_the_expected_accuracy
# hint: Two calls gave the same weights
# also: Look at what the other checks say
def simple_net():
    net = nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))
    for p in net.parameters():
        p.data.zero_()
    return net
