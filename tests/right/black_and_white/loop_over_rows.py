def black_and_white(images, threshold=0.5):
    result = torch.zeros_like(images)
    result[images > threshold] = 1
    return result
