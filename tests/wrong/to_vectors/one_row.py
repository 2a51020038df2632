# fails: test_row_after_row, test_other_sizes
# hint: one row
def to_vectors(images):
    return images.flatten()
