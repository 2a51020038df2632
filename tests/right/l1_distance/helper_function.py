def _absolute(t):
    return torch.where(t < 0, -t, t)

def l1_distance(a: Tensor, b: Tensor) -> Tensor:
    # works for one picture and for many
    difference = _absolute(a - b)
    return difference.mean(dim=-1).mean(dim=-1)
