# fails: test_rows_and_columns, test_all_of_it, test_any_size
# hint: Only rows were cut, and the ends are included
def crop(image, top, bottom, left, right):
    return image[top:bottom + 1][left:right + 1]
