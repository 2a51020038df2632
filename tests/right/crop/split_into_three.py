def crop(image, top, bottom, left, right):
    rows, columns = image.shape
    _, middle, _ = image.split([top, bottom - top, rows - bottom])
    _, middle, _ = middle.split([left, right - left, columns - right], dim=1)
    return middle
