# fails: test_other_sizes
# hint: A number is fixed there that should follow from the shape of the input
def to_vectors(images):
    return images.view(-1, 784)
