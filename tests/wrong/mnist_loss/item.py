# fails: test_gradient_flows_through_it
# hint: The loss should be a tensor, and is a plain number
def mnist_loss(predictions, targets):
    p = sigmoid(predictions)
    return torch.where(targets == 1, 1 - p, p).mean().item()
