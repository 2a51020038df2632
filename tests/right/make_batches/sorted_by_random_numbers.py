from itertools import islice

def make_batches(x: Tensor, y: Tensor, size: int, shuffle: bool = False) -> list[tuple[Tensor, Tensor]]:
    rows = torch.rand(len(x)).argsort() if shuffle else torch.arange(len(x))
    left, batches = iter(rows.tolist()), []
    while batch := list(islice(left, size)):
        batches.append((x[batch], y[batch]))
    return batches
