# fails: test_one_slope_for_each_weight
# hint: take one number
# breaks: worked out by PyTorch
def gradient_at(f, weights):
    slopes = []
    for i in range(len(weights)):
        w = weights.clone().requires_grad_()
        f(w).backward()
        slopes.append(w.grad[i].item())
    return tensor(slopes)
