def rmse_distance(a: Tensor, b: Tensor) -> Tensor:
    error = a.numpy() - b.numpy()
    mse = np.mean(error ** 2, axis=(-2, -1))
    return torch.tensor(np.sqrt(mse))
