# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: exchanged, and this is the sum
def mnist_loss(predictions, targets):
    p = sigmoid(predictions)
    return torch.where(targets == 1, p, 1 - p).sum()
