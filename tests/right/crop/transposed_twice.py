def crop(image, top, bottom, left, right):
    return image[top:bottom].T[left:right].T
