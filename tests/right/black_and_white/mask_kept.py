def black_and_white(images, threshold=0.5):
    out = images.clone()
    ink = out > threshold
    out[ink] = 1.0
    out[~ink] = 0.0
    return out
