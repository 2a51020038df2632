class BasicOptim(torch.optim.SGD):
    def __init__(self, params, lr):
        super().__init__(params, lr=lr)
