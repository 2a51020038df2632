# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: mean of the two means
def mnist_loss(predictions, targets):
    p = sigmoid(predictions)
    return ((1 - p)[targets == 1].mean() + p[targets == 0].mean()) / 2
