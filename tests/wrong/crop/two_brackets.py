# fails: test_rows_and_columns
# hint: cuts rows twice
def crop(image, top, bottom, left, right):
    return image[top:bottom][left:right]
