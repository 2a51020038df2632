def train_epoch(model, dl, lr, params):
    for number, (pictures_, labels) in enumerate(dl, start=1):
        calc_grad(pictures_, labels, model)
        moved = [p.detach() - lr * p.grad for p in params]
        for p, new in zip(params, moved):
            with torch.no_grad():
                p.copy_(new)
            p.grad = None
