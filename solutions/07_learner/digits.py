"""The 3s and 7s as tensors, for notebooks that don't build them by hand.

Ships beside each notebook. `01_tensors` shows how to do this yourself.
"""

from functools import cache

import torch
from fastai.data.external import URLs, untar_data
from PIL import Image
from torch import Tensor


@cache
def load_digits() -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The pictures of MNIST_SAMPLE: train 3s, train 7s, valid 3s, valid 7s.

    Each is a float32 tensor of shape (pictures, 28, 28), 0.0 for background and 1.0 for
    ink. fastai downloads the files once; after that this takes a few seconds, and no
    time at all when it is called again.
    """
    import numpy as np

    path = untar_data(URLs.MNIST_SAMPLE)
    stacks = []
    for part in ("train", "valid"):
        for digit in ("3", "7"):
            files = sorted((path / part / digit).iterdir(), key=lambda file: int(file.stem))
            stacks.append(torch.stack([torch.from_numpy(np.array(Image.open(file))) for file in files]).float() / 255)
    train_threes, train_sevens, valid_threes, valid_sevens = stacks
    return train_threes, train_sevens, valid_threes, valid_sevens
