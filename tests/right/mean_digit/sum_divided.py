def mean_digit(pictures):
    return pictures.sum(0) / len(pictures)
