# fails: test_any_loader
# hint: go through them
# breaks: in a for loop, not by number
def train_epoch(model, dl, lr, params):
    for i in range(len(dl)):
        xb, yb = dl[i]
        calc_grad(xb, yb, model)
        for p in params:
            p.data -= lr * p.grad
            p.grad = None
