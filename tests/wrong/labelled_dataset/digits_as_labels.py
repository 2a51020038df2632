# fails: test_labels
# hint: digits themselves
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, tensor([3] * len(threes) + [7] * len(sevens)).unsqueeze(1)
