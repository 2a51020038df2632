# fails: test_any_files
# hint: raised FileNotFoundError
# breaks: from any folder
# also: There is no `
def stack_digits(files):
    folder = untar_data(URLs.MNIST_SAMPLE) / "train"
    return torch.stack([tensor(Image.open(folder / file.parent.name / file.name)) for file in files]).float() / 255
