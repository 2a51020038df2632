def black_and_white(images, threshold=0.5):
    above = images > threshold
    return images.masked_fill(above, 1.0).masked_fill(~above, 0.0)
