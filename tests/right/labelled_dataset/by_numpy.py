def labelled_dataset(threes, sevens):
    x = np.concatenate([threes.numpy(), sevens.numpy()]).reshape(-1, 28 * 28)
    y = np.r_[np.ones(len(threes)), np.zeros(len(sevens))]
    return torch.from_numpy(x), torch.from_numpy(y)[..., None]
