# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: torch.where chooses for each element
def mnist_loss(predictions, targets):
    p = sigmoid(predictions)
    if targets == 1:
        return (1 - p).mean()
    return p.mean()
