# fails: test_step_to_the_right
# hint: This is the slope itself, or nearly
def slope_by_differences(f, x, h=0.001):
    xt = torch.tensor(float(x)).requires_grad_()
    f(xt).backward()
    return xt.grad.item()
