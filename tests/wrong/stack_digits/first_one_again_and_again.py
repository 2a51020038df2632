# fails: test_stack_between_0_and_1, test_thousands_of_files, test_any_files
# hint: the first picture, again and again
# breaks: The pictures in the files
def stack_digits(files):
    pictures = []
    for f in files:
        pictures.append(tensor(Image.open(files[0])))
    return torch.stack(pictures).float() / 255
