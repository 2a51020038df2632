# fails: test_three_accuracies
# hint: These are the book's numbers
def baseline_accuracy(threes, sevens, mean3, mean7):
    return 0.9168, 0.9854, 0.9511
