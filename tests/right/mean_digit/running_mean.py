def mean_digit(images):
    mean = torch.zeros_like(images[0])
    for i, image in enumerate(images, start=1):
        mean += (image - mean) / i
    return mean
