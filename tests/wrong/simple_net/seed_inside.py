# fails: test_fresh_random_parameters
# hint: Two calls gave the same weights
def simple_net():
    torch.manual_seed(42)
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))
