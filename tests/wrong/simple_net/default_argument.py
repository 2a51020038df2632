# fails: test_fresh_random_parameters
# hint: Two calls gave the same weights
# breaks: no layer is shared between two networks
def simple_net(layers=[nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1)]):
    return nn.Sequential(*layers)
