# fails: test_gradient_flows_through_it
# hint: The loss has no gradient
def mnist_loss(predictions, targets):
    p = sigmoid(predictions.detach())
    return torch.where(targets == 1, 1 - p, p).mean()
