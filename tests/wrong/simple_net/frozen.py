# fails: test_fresh_random_parameters, test_trains_to_the_expected_accuracy
# hint: asks for no gradient
# also: depend on a tracked tensor
def simple_net():
    net = nn.Sequential(nn.Linear(28 * 28, 30), nn.ReLU(), nn.Linear(30, 1))
    for p in net.parameters():
        p.requires_grad = False
    return net
