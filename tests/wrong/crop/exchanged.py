# fails: test_rows_and_columns, test_all_of_it
# hint: exchanged
def crop(image, top, bottom, left, right):
    return image[left:right, top:bottom]
