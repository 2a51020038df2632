# fails: test_rows_and_columns, test_all_of_it, test_any_size
# hint: exchanged, and the ends are included
def crop(image, top, bottom, left, right):
    return image[left:right + 1, top:bottom + 1]
