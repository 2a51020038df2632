# fails: test_pictures
# hint: The pixels come column after column
# breaks: each picture row after row
def labelled_dataset(threes, sevens):
    images = torch.cat([threes, sevens])
    x = images.transpose(1, 2).reshape(len(images), -1)
    y = tensor([1] * len(threes) + [0] * len(sevens)).unsqueeze(1)
    return x, y
