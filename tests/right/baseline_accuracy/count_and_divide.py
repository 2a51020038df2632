def baseline_accuracy(threes, sevens, mean3, mean7):
    right3 = is_3(threes, mean3, mean7).sum().item()
    right7 = (~is_3(sevens, mean3, mean7)).sum().item()
    acc3, acc7 = right3 / len(threes), right7 / len(sevens)
    return [acc3, acc7, (acc3 + acc7) / 2]
