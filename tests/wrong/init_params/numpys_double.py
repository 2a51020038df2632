# fails: test_tracking
# hint: float64
# breaks: Returns a float32 tensor
def init_params(size, std=1.0):
    return torch.from_numpy(np.random.normal(0, std, size)).requires_grad_()
