# fails: test_dtype
# hint: The result holds bool, and should hold float32
def black_and_white(images, threshold=0.5):
    return images > threshold
