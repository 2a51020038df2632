def train_epoch(model, dl, lr, params):
    it = iter(dl)
    while True:
        try:
            xb, yb = next(it)
        except StopIteration:
            break
        calc_grad(xb, yb, model)
        torch.set_grad_enabled(False)
        for p in params:
            p.sub_(torch.mul(p.grad, lr))
            p.grad.detach_().zero_()
        torch.set_grad_enabled(True)
