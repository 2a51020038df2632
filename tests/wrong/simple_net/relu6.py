# fails: test_linear_relu_linear
# hint: ends at 6
# breaks: 784 pixels, 30 activations, ReLU, one raw output
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.ReLU6(), nn.Linear(30, 1))
