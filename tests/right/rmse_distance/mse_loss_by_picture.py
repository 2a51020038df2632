def rmse_distance(a, b):
    squares = F.mse_loss(a, b.expand_as(a), reduction='none')
    return squares.mean((-1, -2)) ** 0.5
