# fails: test_one_slope_for_each_weight
# hint: take one number
# breaks: any shape
def gradient_at(f, weights):
    w = torch.tensor([float(v) for v in weights], requires_grad=True)
    f(w).backward()
    return w.grad
