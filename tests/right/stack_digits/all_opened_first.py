def stack_digits(files):
    pictures = [Image.open(file) for file in files]  # none is read yet: as many files stay open
    return torch.stack([tensor(picture) for picture in pictures]).float() / 255
