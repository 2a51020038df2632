# fails: test_stack_between_0_and_1, test_one_file, test_thousands_of_files, test_any_files
# hint: behind the point
# breaks: 1.0 for full ink, which is 255 in a file
def stack_digits(files):
    return torch.stack([tensor(Image.open(f)) for f in files]).float() // 255
