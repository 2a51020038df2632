# fails: test_stack_between_0_and_1, test_thousands_of_files, test_any_files
# hint: in another order than the files
# breaks: in their order
def stack_digits(files):
    pictures = []
    for f in files:
        pictures.insert(0, tensor(Image.open(f)).float() / 255)
    return torch.stack(pictures)
