# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: Every picture is taken for a 3
def mnist_loss(predictions, targets):
    return (1 - sigmoid(predictions)).mean()
