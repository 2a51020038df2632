# fails: test_rows_and_columns, test_all_of_it, test_any_size
# hint: 28 was taken off
# also: taken for one of 28 rows and columns
def crop(image, top, bottom, left, right):
    return image[top:bottom - 28, left:right - 28]
