# fails: test_pictures
# hint: rows and columns
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens])
    return x, tensor([1] * len(threes) + [0] * len(sevens)).unsqueeze(1)
