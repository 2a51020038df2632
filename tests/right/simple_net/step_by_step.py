def simple_net():
    layers = []
    layers.append(nn.Linear(28*28, 30))
    layers.append(nn.ReLU())
    layers.append(nn.Linear(30, 1))
    return nn.Sequential(*layers)
