# fails: test_any_size
# hint: Numbers below 0 became 0
# breaks: with any numbers in it
def crop(image, top, bottom, left, right):
    part = torch.zeros(bottom - top, right - left)
    for i in range(top, bottom):
        for j in range(left, right):
            if image[i, j] > 0:
                part[i - top, j - left] = image[i, j]
    return part
