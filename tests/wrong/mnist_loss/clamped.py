# fails: test_mean_distance_from_the_target, test_flat_shapes, test_gradient_flows_through_it
# hint: clamp() isn't the sigmoid
def mnist_loss(predictions, targets):
    p = predictions.clamp(0, 1)
    return torch.where(targets == 1, 1 - p, p).mean()
