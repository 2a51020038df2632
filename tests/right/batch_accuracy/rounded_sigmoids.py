def batch_accuracy(predictions, targets):
    correct = (torch.round(torch.sigmoid(predictions)) == targets).float()
    return correct.sum() / len(correct)
