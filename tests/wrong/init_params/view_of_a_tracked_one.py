# fails: test_gradient_arrives_in_it
# hint: requires_grad_() last
def init_params(size, std=1.0):
    n = size if isinstance(size, int) else int(np.prod(size))
    w = torch.normal(0.0, std, (n,), requires_grad=True)
    return w.view(size)
