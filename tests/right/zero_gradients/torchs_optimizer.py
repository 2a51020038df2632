def zero_gradients(params):
    torch.optim.SGD(params, lr=1.0).zero_grad()
