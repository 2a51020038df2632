# fails: test_linear_relu_linear
# hint: cuts off every negative output
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1), nn.ReLU())
