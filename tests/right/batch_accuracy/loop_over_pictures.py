def batch_accuracy(predictions, targets):
    correct = 0
    for p, t in zip(predictions.flatten(), targets.flatten()):
        said = 1 if p > 0 else 0
        if said == t:
            correct += 1
    return correct / len(predictions)
