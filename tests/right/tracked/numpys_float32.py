def tracked(values):
    numbers = np.array(values, dtype=np.float32)
    return torch.from_numpy(numbers).requires_grad_()
