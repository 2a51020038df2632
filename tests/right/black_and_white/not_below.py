def black_and_white(images: Tensor, threshold: float = 0.5) -> Tensor:
    background = (images <= threshold).to(images.dtype)
    return 1 - background
