def stack_digits(files):
    def read(file):
        with Image.open(file) as im:
            return torch.frombuffer(bytearray(im.tobytes()), dtype=torch.uint8).view(28, 28)

    return torch.stack(tuple(map(read, files))).to(torch.float32).div_(255)
