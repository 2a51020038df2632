def crop(image: Tensor, top: int, bottom: int, left: int, right: int) -> Tensor:
    rows = []
    for r in range(top, bottom):
        rows.append(image[r][left:right])
    return torch.stack(rows)
