def mean_digit(images: Tensor) -> Tensor:
    ideal = images.mean(dim=0)
    return ideal
