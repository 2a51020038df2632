def mean_digit(images):
    """All pictures added up, divided by how many there are."""
    total = images[0].clone()
    for image in images[1:]:
        total += image
    return total / len(images)
