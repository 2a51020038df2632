def mean_digit(images):
    return torch.from_numpy(np.mean(images.numpy(), axis=0))
