def l1_distance(a, b):
    return F.l1_loss(a, b.expand_as(a), reduction='none').mean(dim=(-2, -1))
