# fails: test_other_sizes
# hint: squeezed away or chosen by [0]
# breaks: one included
def to_vectors(images):
    return images.flatten(1).squeeze()
