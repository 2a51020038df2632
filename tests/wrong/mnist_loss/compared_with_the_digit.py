# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: Every picture is taken for a 7
def mnist_loss(predictions, targets):
    p = sigmoid(predictions)
    return torch.where(targets == 3, 1 - p, p).mean()
