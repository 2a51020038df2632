# fails: test_rows_and_columns, test_any_size
# hint: the shape is (28, 20)
def crop(image, top, bottom, left, right):
    part = torch.zeros_like(image)
    part[top:bottom, left:right] = image[top:bottom, left:right]
    return part
