# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: `mnist_loss` reads `preds`, which is a name of the notebook, and never its argument `predictions`
# also: Two tensors don't fit each other
preds = torch.tensor([[0.9], [0.4], [0.2]])

def mnist_loss(predictions, targets):
    p = sigmoid(preds)
    return torch.where(targets == 1, 1 - p, p).mean()
