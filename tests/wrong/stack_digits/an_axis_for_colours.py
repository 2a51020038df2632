# fails: test_stack_between_0_and_1, test_one_file, test_thousands_of_files, test_any_files
# hint: an axis of length 1 too many
def stack_digits(files):
    from torchvision.transforms.functional import to_tensor
    return torch.stack([to_tensor(Image.open(f)) for f in files])
