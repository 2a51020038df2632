# fails: test_any_shape
# hint: raised IndexError
def black_and_white(images, threshold=0.5):
    out = torch.zeros_like(images)
    if images.ndim == 3:
        for k in range(len(images)):
            out[k] = black_and_white(images[k], threshold)
        return out
    for r in range(images.shape[0]):
        for c in range(images.shape[1]):
            out[r, c] = 1.0 if images[r, c] > threshold else 0.0
    return out
