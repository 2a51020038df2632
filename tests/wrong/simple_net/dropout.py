# fails: test_linear_relu_linear
# hint: such as dropout
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU(), nn.Dropout(0.2), nn.Linear(30, 1))
