# fails: test_rows_and_columns, test_all_of_it, test_any_size
# hint: should be a tensor, but is a list
def crop(image, top, bottom, left, right):
    return [row[left:right].tolist() for row in image[top:bottom]]
