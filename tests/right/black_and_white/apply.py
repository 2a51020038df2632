def black_and_white(images, threshold=0.5):
    return images.clone().apply_(lambda pixel: 1.0 if pixel > threshold else 0.0)
