def black_and_white(images, threshold=0.5):
    return torch.heaviside(images - threshold, torch.tensor(0.0))
