# fails: test_linear_relu_linear
# hint: stands a sigmoid
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.Sigmoid(), nn.Linear(30, 1))
