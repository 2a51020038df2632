def standardise(x):
    out = np.zeros(x.shape)
    for j in range(x.shape[1]):
        spread = x[:, j].std()
        if spread > 0:
            out[:, j] = (x[:, j] - x[:, j].mean()) / spread
    return out
