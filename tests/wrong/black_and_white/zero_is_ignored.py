# fails: test_above_the_threshold
# hint: threshold that was passed in isn't used
# breaks: threshold: any number
def black_and_white(images, threshold=None):
    threshold = threshold or 0.5
    return torch.where(images > threshold, 1.0, 0.0)
