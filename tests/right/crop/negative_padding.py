def crop(image, top, bottom, left, right):
    rows, columns = image.shape
    return F.pad(image, (-left, right - columns, -top, bottom - rows))
