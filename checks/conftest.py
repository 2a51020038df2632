"""The fixtures of this course's checks, beside those of the engine."""

from functools import cache
from types import SimpleNamespace

import pytest
import torch

from . import mnist


@pytest.fixture
def rng(seed: int) -> torch.Generator:
    """The source of all inputs of a check."""
    return torch.Generator().manual_seed(seed)


@pytest.fixture
def digits() -> SimpleNamespace:
    """The real pictures, on the judge's side."""
    return real_digits()


def warm_up() -> None:
    """Called once by the judge, before the first submission: what is read here isn't read again for each of them."""
    real_digits()


@cache
def real_digits() -> SimpleNamespace:
    """The real pictures as float32 in 0..1: stacks (n, 28, 28), the book's x and y, and the ideal digits."""
    arrays = {name: torch.tensor(array).float() / 255 for name, array in mnist.load().items() if "rows" not in name}
    found = SimpleNamespace()
    for part in mnist.PARTS:
        threes, sevens = arrays[f"{part}_3"], arrays[f"{part}_7"]
        setattr(found, f"{part}_threes", threes)
        setattr(found, f"{part}_sevens", sevens)
        setattr(found, f"{part}_x", torch.cat([threes, sevens]).view(-1, 28 * 28))
        setattr(found, f"{part}_y", torch.cat([torch.ones(len(threes), 1), torch.zeros(len(sevens), 1)]))
    found.mean3, found.mean7 = found.train_threes.mean(0), found.train_sevens.mean(0)
    return found
