# fails: test_rows_and_columns, test_any_size
# hint: ends are included
def crop(image, top, bottom, left, right):
    return image[top:bottom + 1, left:right + 1]
