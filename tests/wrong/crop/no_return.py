# fails: test_rows_and_columns, test_all_of_it, test_any_size
# hint: is a `return` missing
def crop(image, top, bottom, left, right):
    part = image[top:bottom, left:right]
