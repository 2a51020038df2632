# fails: test_pictures, test_labels, test_labels_are_numbers
# hint: Two tensors
def labelled_dataset(threes, sevens):
    return torch.cat([threes, sevens]).view(-1, 784)
