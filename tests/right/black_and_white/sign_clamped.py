def black_and_white(images, threshold=0.5):
    return torch.sign(images - threshold).clamp(min=0)
