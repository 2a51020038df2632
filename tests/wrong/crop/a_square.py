# fails: test_rows_and_columns, test_any_size, test_all_of_it
# hint: as wide as it is high
def crop(image, top, bottom, left, right):
    size = bottom - top
    return image[top:top + size, left:left + size]
