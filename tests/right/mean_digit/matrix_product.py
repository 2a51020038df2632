def mean_digit(images):
    n = images.size(0)
    shares = torch.full((1, n), 1 / n)
    return (shares @ images.reshape(n, -1)).reshape(images.shape[1:])
