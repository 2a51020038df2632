# fails: test_stack_between_0_and_1, test_one_file, test_thousands_of_files, test_any_files
# hint: other way round
def stack_digits(files):
    return 1 - torch.stack([tensor(Image.open(f)) for f in files]).float() / 255
