# fails: test_labels
# hint: exchanged
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 784)
    return x, tensor([0] * len(threes) + [1] * len(sevens)).unsqueeze(1)
