class RMSE(nn.Module):
    def forward(self, a, b):
        return (a - b).square().flatten(-2).mean(-1).pow(0.5)

rmse_distance = RMSE()
