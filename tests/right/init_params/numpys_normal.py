def init_params(size, std=1.0):
    numbers = np.random.normal(loc=0.0, scale=std, size=size)
    return torch.tensor(numbers, dtype=torch.float32, requires_grad=True)
