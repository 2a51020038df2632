# fails: test_rows_and_columns, test_all_of_it, test_any_size
# hint: too many
def crop(image, top, bottom, left, right):
    return image[top, bottom, left, right]
