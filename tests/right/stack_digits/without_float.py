def stack_digits(files):
    return torch.stack([tensor(Image.open(f)) for f in files]) / 255
