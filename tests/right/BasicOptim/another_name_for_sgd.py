BasicOptim = torch.optim.SGD
