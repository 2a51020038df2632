def labelled_dataset(threes, sevens):
    x = torch.cat((threes.reshape(-1, 784), sevens.reshape(-1, 784)))
    y = torch.cat((torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)))
    return x, y
