# fails: test_stack_between_0_and_1, test_dtype, test_one_file, test_thousands_of_files, test_any_files
# hint: `stack_digits` reads `three_files`, which is a name of the notebook, and never its argument `files`
three_files = []

def stack_digits(files):
    return torch.stack([tensor(Image.open(f)) for f in three_files]).float() / 255
