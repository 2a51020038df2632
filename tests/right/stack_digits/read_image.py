from torchvision.io import read_image

def stack_digits(files):
    return torch.cat([read_image(str(f)) for f in files]).float() / 255.
