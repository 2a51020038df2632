# fails: test_row_after_row, test_other_sizes
# hint: are the columns
def to_vectors(images):
    return images.view(len(images), -1).T
