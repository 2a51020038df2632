def mean_digit(images):
    return images.double().mean(axis=0)
