def linear1(xb, weights, bias):
    return F.linear(xb, weights.T, bias)
