"""Run once in the zygote, after the course's imports and before any worker forks from it."""

import importlib
import importlib.util

import fastai.data.load
import matplotlib.pyplot  # noqa: F401  (student code draws, and its import takes a second)
import numpy as np
import torch

from autograder import in_one_process

from .. import mnist
from . import helpers

in_one_process(fastai.data.load._FakeLoader)

_pictures = {name: array for name, array in mnist.load().items() if "rows" not in name}
_stacks = {name: torch.from_numpy(array.astype(np.float32) / 255) for name, array in _pictures.items()}
_threes, _sevens = _stacks["train_3"], _stacks["train_7"]
helpers.DIGITS["x"] = torch.cat([_threes, _sevens]).view(-1, 28 * 28)
helpers.DIGITS["y"] = torch.cat([torch.ones(len(_threes), 1), torch.zeros(len(_sevens), 1)])

# The files that ship beside the notebooks. Decoding 14,434 pictures would cost more than the training does.
_all = tuple(_stacks[f"{part}_{digit}"] for part in mnist.PARTS for digit in mnist.DIGITS)
if importlib.util.find_spec("digits"):
    importlib.import_module("digits").__dict__["load_digits"] = lambda: _all
if importlib.util.find_spec("pictures"):
    importlib.import_module("pictures")

torch.arange(3.0).view(3, 1) @ torch.ones(1, 2)  # what the first product sets up, each worker would set up again
