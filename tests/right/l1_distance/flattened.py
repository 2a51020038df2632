def l1_distance(a, b):
    gap = (a - b).abs()
    return gap.flatten(start_dim=-2).mean(-1)
