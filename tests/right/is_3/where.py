def is_3(x, mean3, mean7):
    d = l1_distance(x, mean3) - l1_distance(x, mean7)
    return torch.where(d < 0, True, False)
