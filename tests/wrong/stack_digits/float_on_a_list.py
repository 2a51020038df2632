# fails: test_stack_between_0_and_1, test_dtype, test_one_file, test_thousands_of_files, test_any_files
# hint: raised AttributeError
# also: torch.stack() makes one of a list
def stack_digits(files):
    return torch.stack([tensor(Image.open(f)) for f in files].float() / 255)
