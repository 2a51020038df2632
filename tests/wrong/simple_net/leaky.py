# fails: test_linear_relu_linear
# hint: leaky ReLU
# breaks: 784 pixels, 30 activations, ReLU, one raw output
def simple_net():
    return nn.Sequential(nn.Linear(784, 30), nn.LeakyReLU(), nn.Linear(30, 1))
