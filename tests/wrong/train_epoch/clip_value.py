# fails: test_steep_gradients
# hint: clip_grad_value_
# breaks: each step is lr times the gradient of mnist_loss, however long that is
def train_epoch(model, dl, lr, params):
    for xb, yb in dl:
        calc_grad(xb, yb, model)
        nn.utils.clip_grad_value_(params, 0.5)
        for p in params:
            p.data -= lr * p.grad
            p.grad = None
