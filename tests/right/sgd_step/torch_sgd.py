def sgd_step(params, lr):
    torch.optim.SGD(params, lr=lr).step()
