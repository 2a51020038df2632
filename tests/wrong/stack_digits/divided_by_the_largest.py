# fails: test_stack_between_0_and_1, test_one_file
# hint: divided by the largest pixel
def stack_digits(files):
    stack = torch.stack([tensor(Image.open(f)) for f in files]).float()
    return stack / stack.max()
