# fails: test_stack_between_0_and_1, test_thousands_of_files, test_any_files
# hint: has shape (1, 28, 28)
# also: is the return inside the loop
# also: Not all of the files
def stack_digits(files):
    pictures = []
    for f in files:
        pictures.append(tensor(Image.open(f)).float() / 255)
        return torch.stack(pictures)
