# fails: test_above_the_threshold
# hint: equals the threshold
def black_and_white(images, threshold=0.5):
    return (images >= threshold).float()
