# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: softmax over a single number
def mnist_loss(predictions, targets):
    p = predictions.softmax(dim=-1)
    return torch.where(targets == 1, 1 - p, p).mean()
