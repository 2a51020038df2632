# fails: test_other_sizes
# hint: A number there is fixed
def to_vectors(images):
    return images.view(-1, 784)
