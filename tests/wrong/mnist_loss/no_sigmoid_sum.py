# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: and so is the mean
def mnist_loss(predictions, targets):
    return torch.where(targets == 1, 1 - predictions, predictions).sum()
