def labelled_dataset(threes, sevens):
    labels = [[1]] * len(threes) + [[0]] * len(sevens)
    return [to_vectors(torch.cat([threes, sevens])), torch.tensor(labels)]
