# fails: test_rows_and_columns
# hint: columns weren't cut
def crop(image, top, bottom, left, right):
    return image[top:bottom]
