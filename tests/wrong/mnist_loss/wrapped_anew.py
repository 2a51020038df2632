# fails: test_gradient_flows_through_it
# hint: got no gradient from the loss
# breaks: gradients flow to the predictions
def mnist_loss(predictions, targets):
    p = sigmoid(predictions)
    return torch.tensor(torch.where(targets == 1, 1 - p, p).mean().item(), requires_grad=True)
