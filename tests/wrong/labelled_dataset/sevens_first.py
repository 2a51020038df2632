# fails: test_pictures
# hint: 7s come first
def labelled_dataset(threes, sevens):
    x = torch.cat([sevens, threes]).view(-1, 784)
    return x, tensor([1] * len(threes) + [0] * len(sevens)).unsqueeze(1)
