# fails: test_other_sizes
# hint: 
def to_vectors(images):
    return images.view(-1, 784)
