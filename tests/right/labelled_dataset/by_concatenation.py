def labelled_dataset(threes: Tensor, sevens: Tensor):
    all_x = torch.cat((threes, sevens), dim=0)
    all_x = all_x.reshape(all_x.shape[0], 28 * 28)
    y3 = torch.ones(len(threes), 1, dtype=torch.long)
    y7 = torch.zeros(len(sevens), 1, dtype=torch.long)
    return all_x, torch.cat((y3, y7))
