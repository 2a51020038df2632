# fails: test_thousands_of_files, test_any_files
# hint: Not all of the files
def stack_digits(files):
    shown = files[:5]
    return torch.stack([tensor(Image.open(file)) for file in shown]).float() / 255
