# fails: test_stack_between_0_and_1, test_one_file, test_thousands_of_files, test_any_files
# hint: divided by 255 twice
def stack_digits(files):
    from torchvision.transforms.functional import to_tensor
    return torch.cat([to_tensor(Image.open(f)) for f in files]) / 255
