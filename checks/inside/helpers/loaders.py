"""The real pictures, and batches of anything, as a student's loop meets them."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from torch import Tensor

DIGITS: dict[str, Tensor] = {}
"""The real pictures, put here once, by warm_up.py: train_x (12396, 784), train_y (12396, 1), valid_x, valid_y."""


def batches(part: str, size: int, device: str = "cpu", order: Tensor | None = None) -> list[tuple[Tensor, Tensor]]:
    """The real pictures of `part` ("train" or "valid") as a list of (xb, yb) of at most `size` pictures.

    `order` is a permutation of the pictures; without it the 3s come before the 7s.
    """
    x, y = DIGITS[f"{part}_x"], DIGITS[f"{part}_y"]
    if order is not None:
        x, y = x[order.cpu()], y[order.cpu()]
    x, y = x.to(device), y.to(device)
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
