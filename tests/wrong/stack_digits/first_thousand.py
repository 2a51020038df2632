# fails: test_thousands_of_files
# hint: Only the first thousand files
# breaks: any number of them
def stack_digits(files):
    return torch.stack([tensor(Image.open(file)) for file in files[:1000]]).float() / 255
