def black_and_white(images, threshold=0.5):
    out = torch.zeros_like(images)
    out[images > threshold] = 1
    return out
