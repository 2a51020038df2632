# fails: test_other_sizes
# hint: the shape is (784,), and should be (1, 784)
# breaks: one included
def to_vectors(images):
    return images.flatten(1).squeeze()
