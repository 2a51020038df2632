# fails: test_labels_are_numbers
# hint: not True and False
# breaks: of shape (n + m, 1), numbers
def labelled_dataset(threes, sevens):
    x = torch.cat([threes, sevens]).view(-1, 28 * 28)
    y = torch.arange(len(x)).unsqueeze(1) < len(threes)
    return x, y
