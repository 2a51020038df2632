def linear1(xb, weights, bias):
    return torch.matmul(xb, weights).add(bias)
