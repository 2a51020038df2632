def baseline_accuracy(threes, sevens, mean3, mean7):
    def share(pictures, own, other):
        return is_3(pictures, own, other).float().mean()
    accuracies = share(threes, mean3, mean7), share(sevens, mean7, mean3)
    return *accuracies, sum(accuracies) / 2
