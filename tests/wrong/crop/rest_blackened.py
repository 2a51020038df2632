# fails: test_rows_and_columns, test_any_size
# hint: give back the part alone
def crop(image, top, bottom, left, right):
    part = torch.zeros_like(image)
    part[top:bottom, left:right] = image[top:bottom, left:right]
    return part
