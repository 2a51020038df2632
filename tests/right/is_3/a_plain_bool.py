def is_3(x, mean3, mean7):
    def distance(a, b):
        found = (a - b).abs().mean((-1, -2))
        return found.item() if found.ndim == 0 else found

    return distance(x, mean3) < distance(x, mean7)
