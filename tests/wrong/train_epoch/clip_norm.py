# fails: test_steep_gradients
# hint: clip_grad_norm_
# breaks: each step is lr times the gradient of mnist_loss, however long that is
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        calc_grad(xb, yb, model)
        nn.utils.clip_grad_norm_(params, 1.0)
        for p in params:
            p.data -= lr * p.grad
            p.grad = None
