"""The data set `mnist_png` of course.toml: all of MNIST, where fastai's `untar_data(URLs.MNIST)` looks."""

from pathlib import Path

from . import fastai_folder
from . import install_ten_digits as install

__all__ = ["folder", "install"]


def folder() -> Path:
    """Where fastai looks before it downloads."""
    return fastai_folder("mnist_png")
