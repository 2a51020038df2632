import numpy as np

def stack_digits(files):
    """my version, with numpy"""
    pictures = [np.array(Image.open(str(f)), dtype=np.float32) for f in files]
    print(f"{len(pictures)} pictures")
    return torch.from_numpy(np.stack(pictures)) / 255.0
