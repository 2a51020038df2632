def crop(image: Tensor, top: int, bottom: int, left: int, right: int) -> Tensor:
    rows, columns = slice(top, bottom), slice(left, right)
    return image[rows, columns]
