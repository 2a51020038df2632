def black_and_white(images, threshold=0.5):
    pixels = images.flatten().tolist()
    return tensor([1.0 if p > threshold else 0.0 for p in pixels]).view(images.shape)
