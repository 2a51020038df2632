# fails: test_rows_and_columns, test_any_size
# hint: Column `right` is included
# breaks: the ends not included
def crop(image, top, bottom, left, right):
    return image[top:bottom, left:right + 1]
