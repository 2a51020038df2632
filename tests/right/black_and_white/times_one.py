black_and_white = lambda images, threshold=0.5: torch.gt(images, threshold) * 1.0
