# fails: test_rows_and_columns, test_any_size
# hint: columns weren't cut
def crop(image, top, bottom, left, right):
    return image[top:bottom]
