def black_and_white(images, threshold=0.5):
    pixels = images.numpy()
    return torch.from_numpy(np.where(pixels > threshold, 1.0, 0.0)).float()
