# fails: test_mean_distance_from_the_target, test_flat_shapes, test_confident_right_answers_cost_little, test_gradient_flows_through_it
# hint: the prediction decides what is right
# breaks: 1 - p for a 3 and p for a 7
def mnist_loss(predictions, targets):
    p = sigmoid(predictions)
    return torch.where(p > 0.5, 1 - p, p).mean()
