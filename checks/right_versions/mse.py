def mse(preds, targs):
    """The squares of the differences, added up and divided by how many there are."""
    difference = preds - targs
    return (difference * difference).sum() / difference.numel()
