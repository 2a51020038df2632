import math

def init_params(size, std=1.0):
    u, v = 1 - torch.rand(size), torch.rand(size)
    normal = torch.sqrt(-2 * torch.log(u)) * torch.cos(2 * math.pi * v)
    return normal.mul_(std).requires_grad_(True)
