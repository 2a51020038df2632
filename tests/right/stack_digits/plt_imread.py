def stack_digits(files):
    # imread of a PNG gives float32 from 0 to 1 already
    return torch.stack([torch.from_numpy(plt.imread(f)) for f in files])
