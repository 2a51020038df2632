def stack_digits(files: list[Path]) -> Tensor:
    pictures = torch.zeros(len(files), 28, 28)
    for i, file in enumerate(files):
        pictures[i] = tensor(Image.open(file))
    pictures /= 255
    return pictures
