def stack_digits(files):
    pictures = L(files).map(lambda file: tensor(Image.open(file)))
    return torch.stack(list(pictures)).float().mul(1 / 255)
