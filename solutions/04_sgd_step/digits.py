"""The digits as tensors, for notebooks that don't build them by hand.

Ships beside each notebook. `01_tensors` shows how to do this yourself.
"""

from functools import cache
from pathlib import Path

import numpy as np
import torch
from fastai.data.external import URLs, untar_data
from PIL import Image
from torch import Tensor


class NoPictures(Exception):
    """The pictures are neither on this machine nor to be had from the network."""

    def _render_traceback_(self) -> list[str]:
        return [str(self)]  # one sentence instead of a traceback


@cache
def load_digits() -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """The pictures of MNIST_SAMPLE: train 3s, train 7s, valid 3s, valid 7s.

    Each is a float32 tensor of shape (pictures, 28, 28), 0.0 for background and 1.0 for
    ink. fastai downloads the files once; after that this takes a few seconds, and no
    time at all when it is called again.
    """
    path = _folder(URLs.MNIST_SAMPLE, "the 3s and 7s (3 MB)", "autograder data")
    train_threes, train_sevens, valid_threes, valid_sevens = (
        _stack(path / part / digit) for part in ("train", "valid") for digit in ("3", "7")
    )
    return train_threes, train_sevens, valid_threes, valid_sevens


@cache
def load_ten_digits(per_digit: int) -> tuple[Tensor, Tensor, Tensor, Tensor]:
    """All ten digits: train pictures, train labels, valid pictures, valid labels.

    The first `per_digit` training pictures of each digit, and a fifth as many to validate
    on. Pictures as in load_digits; labels are whole numbers 0 to 9, of shape (pictures,).
    """
    path = _folder(URLs.MNIST, "all ten digits (15 MB)", "autograder data mnist_png")
    found = []
    for part, most in (("training", per_digit), ("testing", per_digit // 5)):
        stacks = [_stack(path / part / str(digit), most) for digit in range(10)]
        found += [torch.cat(stacks), torch.cat([torch.full((len(s),), digit) for digit, s in enumerate(stacks)])]
    train_images, train_labels, valid_images, valid_labels = found
    return train_images, train_labels, valid_images, valid_labels


def _folder(url: str, what: str, command: str) -> Path:
    """Where fastai has the pictures; it downloads them, if they aren't here."""
    try:
        return Path(untar_data(url))
    except Exception as e:
        raise NoPictures(
            f"This cell needs {what}. They aren't on this machine, and couldn't be downloaded ({type(e).__name__}: {e}). "
            f"Connect to the network and run the cell again, or ask your instructor to run `{command}` here."
        ) from e


def _stack(folder: Path, most: int | None = None) -> Tensor:
    """The pictures in `folder`, the first `most` of them by number, as (pictures, 28, 28)."""
    files = sorted(folder.iterdir(), key=lambda file: int(file.stem))[:most]
    return torch.stack([torch.from_numpy(np.array(Image.open(file))) for file in files]).float() / 255
