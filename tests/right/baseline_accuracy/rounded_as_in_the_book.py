def baseline_accuracy(threes, sevens, mean3, mean7):
    on3 = is_3(threes, mean3, mean7).float().mean().item()
    on7 = is_3(sevens, mean3, mean7).logical_not().float().mean().item()
    return round(on3, 4), round(on7, 4), round((on3 + on7) / 2, 4)
