def labelled_dataset(threes, sevens):
    x, y = [], []
    for pictures, label in ((threes, 1), (sevens, 0)):
        for picture in pictures:
            x.append(picture.reshape(784))
            y.append([label])
    return torch.stack(x), torch.tensor(y)
