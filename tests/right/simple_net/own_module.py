class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.first, self.second = nn.Linear(784, 30), nn.Linear(30, 1)

    def forward(self, xb):
        return self.second(F.relu(self.first(xb)))


def simple_net():
    return Net()
