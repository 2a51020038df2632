# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: The sum is divided by 3, the pictures of the example
# breaks: on average
def mnist_loss(predictions, targets):
    p = sigmoid(predictions)
    return torch.where(targets == 1, 1 - p, p).sum() / 3
