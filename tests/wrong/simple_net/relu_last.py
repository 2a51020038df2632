# fails: test_linear_relu_linear
# hint: only ReLU is at the end
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.Linear(30, 1), nn.ReLU())
