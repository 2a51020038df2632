def black_and_white(images, threshold=0.5):
    return (images > threshold).float()
