class simple_net(nn.Sequential):
    def __init__(self):
        super().__init__(nn.Linear(784, 30), nn.ReLU(), nn.Linear(30, 1))
