def mnist_loss(predictions, targets):
    predictions = predictions.sigmoid()
    loss = torch.where(targets == 1, 1 - predictions, predictions)
    print(f'{loss.shape=}')
    return loss.sum() / len(loss)
