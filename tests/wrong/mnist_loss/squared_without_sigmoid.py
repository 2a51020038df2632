# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: and the distances are squared
def mnist_loss(predictions, targets):
    return ((predictions - targets) ** 2).mean()
