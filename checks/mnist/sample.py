"""The data set `mnist_sample` of course.toml: the 3s and 7s, where fastai's `untar_data(URLs.MNIST_SAMPLE)` looks."""

from pathlib import Path

from . import fastai_folder, install

__all__ = ["folder", "install"]


def folder() -> Path:
    """Where fastai looks before it downloads."""
    return fastai_folder("mnist_sample")
