# fails: test_fresh_random_parameters, test_trains_to_the_expected_accuracy
# hint: start too large
# also: what the other checks say
def simple_net():
    net = nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))
    for p in net.parameters():
        nn.init.normal_(p)
    return net
