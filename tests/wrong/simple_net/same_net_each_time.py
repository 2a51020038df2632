# fails: test_fresh_random_parameters
# hint: new network
_net = nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))

def simple_net():
    return _net
