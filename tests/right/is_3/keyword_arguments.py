def is_3(x, mean3, mean7):
    return torch.less(input=l1_distance(a=x, b=mean3), other=l1_distance(a=x, b=mean7))
