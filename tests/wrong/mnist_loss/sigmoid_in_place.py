# fails: test_gradient_flows_through_it
# hint: What is no step makes a new tensor
def mnist_loss(predictions, targets):
    predictions.sigmoid_()
    return torch.where(targets == 1, 1 - predictions, predictions).mean()
