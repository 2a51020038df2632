def crop(image, top, bottom, left, right):
    part = image[top:bottom]
    return part[:, left:right]
