def mean_digit(images):
    total = torch.zeros(images.shape[1:])
    for image in images:
        total += image
    return total / images.shape[0]
