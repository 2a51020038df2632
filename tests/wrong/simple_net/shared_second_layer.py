# fails: test_fresh_random_parameters
# hint: Two calls gave the same weights
# breaks: no layer is shared between two networks
out = nn.Linear(30, 1)

def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU(), out)
