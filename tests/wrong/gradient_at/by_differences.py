# fails: test_by_autograd
# hint: The slopes are taken by differences
def gradient_at(f, weights):
    slopes = torch.zeros_like(weights)
    for i in range(weights.numel()):
        step = torch.zeros_like(weights)
        step.view(-1)[i] = 0.01
        slopes.view(-1)[i] = (f(weights + step) - f(weights - step)) / 0.02
    return slopes
