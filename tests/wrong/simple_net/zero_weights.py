# fails: test_fresh_random_parameters
# hint: 
def simple_net():
    net = nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))
    for p in net.parameters():
        p.data.zero_()
    return net
