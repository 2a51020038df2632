# fails: test_rows_and_columns, test_all_of_it, test_any_size
# hint: counted from below
def crop(image, top, bottom, left, right):
    return image.flip(0)[top:bottom, left:right]
