def gradient_at(f, weights):
    w = torch.tensor(weights.tolist(), requires_grad=True)
    loss = f(w)
    loss.backward()
    return w.grad
