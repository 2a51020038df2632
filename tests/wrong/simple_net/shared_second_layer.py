# fails: test_fresh_random_parameters
# hint: Two calls gave the same weights
out = nn.Linear(30, 1)

def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU(), out)
