def stack_digits(files):
    from torchvision.transforms.functional import to_tensor
    return torch.cat([to_tensor(Image.open(f)) for f in files])
