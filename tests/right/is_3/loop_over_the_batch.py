def is_3(x, mean3, mean7):
    if x.ndim == 2:
        return F.l1_loss(x, mean3) < F.l1_loss(x, mean7)
    return torch.tensor([bool(is_3(picture, mean3, mean7)) for picture in x])
