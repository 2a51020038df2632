# fails: test_mean_distance_from_the_target, test_flat_shapes, test_gradient_flows_through_it
# hint: it has no slope
# also: no item(), detach() or comparison
def mnist_loss(predictions, targets):
    return 1 - ((predictions > 0) == targets).float().mean()
