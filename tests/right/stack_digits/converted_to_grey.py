def stack_digits(files: list[Path]) -> Tensor:
    arrays = []
    for file in files:
        grey = Image.open(file).convert("L")
        arrays.append(np.asarray(grey))
    return torch.as_tensor(np.array(arrays), dtype=torch.float) / 255
