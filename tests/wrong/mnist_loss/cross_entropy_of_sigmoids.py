# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: and the sigmoid is applied twice
def mnist_loss(predictions, targets):
    return F.binary_cross_entropy_with_logits(sigmoid(predictions), targets.float())
