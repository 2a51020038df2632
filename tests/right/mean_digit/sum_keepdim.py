def mean_digit(images):
    total = images.sum(dim=0, keepdim=True)
    return (total / images.shape[0]).squeeze(0)
