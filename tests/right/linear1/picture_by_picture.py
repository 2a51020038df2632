def linear1(xb, weights, bias):
    return torch.stack([(x * weights[:, 0]).sum() + bias[0] for x in xb]).unsqueeze(1)
