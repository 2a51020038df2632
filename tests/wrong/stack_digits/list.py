# fails: test_stack_between_0_and_1, test_dtype, test_one_file, test_thousands_of_files, test_any_files
# hint: a list
def stack_digits(files):
    return [tensor(Image.open(f)).float() / 255 for f in files]
