# fails: test_stack_between_0_and_1, test_one_file
# hint: divided by the largest pixel
# breaks: 1.0 for full ink, which is 255 in a file
def stack_digits(files):
    stack = torch.stack([tensor(Image.open(f)) for f in files]).float()
    return stack / stack.max()
