# fails: test_gradient_flows_through_it
# hint: write x = x - 1 in place of x -= 1
def mnist_loss(predictions, targets):
    predictions.sigmoid_()
    return torch.where(targets == 1, 1 - predictions, predictions).mean()
