# fails: test_rows_and_columns, test_any_size
# hint: are places, not lengths
def crop(image, top, bottom, left, right):
    return image[top:top + bottom, left:left + right]
