# fails: test_dtype
# hint: int64
def black_and_white(images, threshold=0.5):
    return torch.where(images > threshold, 1, 0)
