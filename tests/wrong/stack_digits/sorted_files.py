# fails: test_stack_between_0_and_1, test_thousands_of_files, test_any_files
# hint: in another order than the files
# breaks: in their order
def stack_digits(files):
    return torch.stack([tensor(Image.open(file)) for file in sorted(files)]).float() / 255
