# fails: test_mean_distance_from_the_target, test_flat_shapes, test_gradient_flows_through_it
# hint: squared
def mnist_loss(predictions, targets):
    p = sigmoid(predictions)
    return ((targets - p) ** 2).mean()
