# fails: test_thousands_of_files
# hint: Not all of the files
# breaks: any number of them
def stack_digits(files):
    return torch.stack([tensor(Image.open(file)) for file in files[:1000]]).float() / 255
