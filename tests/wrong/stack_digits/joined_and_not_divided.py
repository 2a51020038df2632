# fails: test_stack_between_0_and_1, test_one_file, test_thousands_of_files, test_any_files
# hint: one tall picture
def stack_digits(files):
    return torch.cat([tensor(Image.open(f)) for f in files]).float()
