# fails: test_dtype
# hint: float64
def stack_digits(files):
    return torch.stack([tensor(Image.open(f)) for f in files]).double() / 255
