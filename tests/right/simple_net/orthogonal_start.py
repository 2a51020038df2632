def simple_net():
    net = nn.Sequential()
    for n_in, n_out in [(784, 30), (30, 1)]:
        layer = nn.Linear(n_in, n_out)
        nn.init.orthogonal_(layer.weight)
        nn.init.constant_(layer.bias, 0.0)
        if len(net):
            net.append(nn.ReLU())
        net.append(layer)
    return net
