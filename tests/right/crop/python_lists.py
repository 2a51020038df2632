def crop(image, top, bottom, left, right):
    return torch.tensor([row[left:right] for row in image.tolist()[top:bottom]])
