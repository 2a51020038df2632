# fails: test_stack_between_0_and_1, test_one_file, test_thousands_of_files, test_any_files
# hint: Rows and columns of each picture
# breaks: The pictures in the files
def stack_digits(files):
    return torch.stack([tensor(np.array(Image.open(f)).T) for f in files]).float() / 255
