def crop(image, top, bottom, left, right):
    wanted_rows = torch.arange(top, bottom)
    wanted_columns = torch.arange(left, right)
    return image.index_select(0, wanted_rows).index_select(1, wanted_columns)
