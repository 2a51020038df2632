# fails: test_spread
# hint: Their spread isn't std
# breaks: normally distributed around 0, with standard deviation std
def init_params(size, std=1.0):
    return nn.init.trunc_normal_(torch.empty(size), std=std).requires_grad_()
