def baseline_accuracy(threes, sevens, mean3, mean7):
    right3 = sum(int(bool(is_3(x, mean3, mean7))) for x in threes)
    right7 = sum(int(not is_3(x, mean3, mean7)) for x in sevens)
    a3, a7 = right3 / len(threes), right7 / len(sevens)
    return a3, a7, (a3 + a7) / 2
