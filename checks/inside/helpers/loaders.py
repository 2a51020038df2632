"""The real pictures, and batches of anything, as a student's loop meets them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from torch import Tensor

DIGITS: dict[str, Tensor] = {}
"""The real pictures to train on, put here once, by warm_up.py: x (12396, 784) and y (12396, 1). None that is held out."""


def batches(size: int, device: str, order: Tensor, pixels: Tensor) -> list[tuple[Tensor, Tensor]]:
    """The pictures that `order` names, as a list of (xb, yb) of at most `size` pictures.

    `pixels` is a permutation: the pixels of every picture change places, so that this is nobody else's task.
    """
    x, y = DIGITS["x"][order.cpu()].index_select(1, pixels.cpu()).to(device), DIGITS["y"][order.cpu()].to(device)
    return list(zip(x.split(size), y.split(size), strict=True))


class Loader:
    """Batches that can be gone through as often as one likes, and counted, but not picked by number: as a DataLoader's."""

    def __init__(self, batches: list[Any]) -> None:
        self._batches = batches

    def __iter__(self) -> Iterator[Any]:
        return iter(self._batches)

    def __len__(self) -> int:
        return len(self._batches)


def inputs_of(loader: Iterable[Any]) -> list[Tensor]:
    """The pictures of each batch of a loader, without the labels."""
    return [batch[0] for batch in loader]


def digit_files(part: str, digit: int, rows: list[int]) -> list[Path]:
    """The files of some pictures, by their rows in MNIST, where fastai's untar_data finds them."""
    from fastai.data.external import URLs, untar_data

    folder = Path(untar_data(URLs.MNIST_SAMPLE)) / part / str(digit)
    return [folder / f"{row}.png" for row in rows]


def path(name: str) -> Path:
    """A path in the worker; the file needn't be there."""
    return Path(name)
