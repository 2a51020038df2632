def stack_digits(files):
    import numpy as np
    all_of_them = []
    for f in files:
        with Image.open(f) as im:
            all_of_them.append(torch.from_numpy(np.array(im)).float().div(255))
    return torch.stack(all_of_them, dim=0)
