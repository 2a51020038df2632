def simple_net():
    hidden = nn.Sequential(nn.Linear(784, 30), nn.ReLU())
    return nn.Sequential(hidden, nn.Linear(30, 1))
