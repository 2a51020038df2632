# fails: test_stack_between_0_and_1, test_one_file, test_thousands_of_files, test_any_files
# hint: one picture more than there are files
def stack_digits(files):
    stack = torch.zeros(1, 28, 28)
    for f in files:
        stack = torch.cat([stack, tensor(Image.open(f)).float()[None] / 255])
    return stack
