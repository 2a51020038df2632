def mean_digit(images):
    return torch.einsum("nrc->rc", images) / len(images)
