# fails: test_labels
# hint: one axis only
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, tensor([1] * len(threes) + [0] * len(sevens))
