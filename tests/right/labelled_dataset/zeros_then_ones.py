def labelled_dataset(threes, sevens):
    x = torch.vstack([threes, sevens]).flatten(start_dim=1)
    y = torch.zeros(len(x), 1)
    y[:len(threes)] = 1
    return x, y
