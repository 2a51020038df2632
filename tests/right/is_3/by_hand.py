def is_3(x, mean3, mean7):
    to_3 = (x - mean3).abs().sum((-1, -2))
    to_7 = (x - mean7).abs().sum((-1, -2))
    return to_7 > to_3
