def simple_net() -> nn.Sequential:
    net = nn.Sequential()
    net.add_module("in", nn.Linear(28**2, 30))
    net.add_module("bend", nn.Threshold(0.0, 0.0))
    net.add_module("out", nn.Linear(30, 1))
    return net
