def crop(image, top, bottom, left, right):
    rows = image.narrow(0, top, bottom - top)
    return rows.narrow(1, left, right - left)
