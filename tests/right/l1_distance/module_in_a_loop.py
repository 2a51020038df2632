class Mae(nn.Module):
    def __init__(self):
        super().__init__()
        self.of_one = nn.L1Loss()

    def forward(self, a, b):
        if a.dim() == b.dim():
            return self.of_one(a, b)
        return torch.stack([self.of_one(picture, b) for picture in a])

l1_distance = Mae()
