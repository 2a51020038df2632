# fails: test_stack_between_0_and_1, test_one_file, test_thousands_of_files, test_any_files
# hint: background is 255
def stack_digits(files):
    return 255 - torch.stack([tensor(Image.open(f)) for f in files]).float()
