"""MNIST_SAMPLE, embedded: all 14,434 pictures of the 3s and 7s of MNIST.

`load()` gives them as arrays; `install()` lays them out as the files that
fastai's `untar_data(URLs.MNIST_SAMPLE)` would download. Source, licence and
checksums: README.md beside this file.
"""

import hashlib
import os
import shutil
import tempfile
import warnings
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np

ARCHIVE = Path(__file__).with_name("mnist_sample.npz")
SHA256 = "cc7f522a46d76e535a4cabeaf4b7fb14523617a46e24fab3b16b70554af3de14"
PARTS = ("train", "valid")
DIGITS = (3, 7)


class DataError(Exception):
    """The embedded pictures can't be read, or can't be laid out where they were wanted."""


@cache
def load() -> dict[str, np.ndarray]:
    """The pictures by part and digit: `train_3`, `train_7`, `valid_3`, `valid_7`.

    Each is a read-only uint8 array of shape (pictures, 28, 28), 0 for background and
    255 for ink, in MNIST's own order; `train_3_rows` and so on hold each picture's row
    number in MNIST (uint16, shape (pictures,)).

    Raises DataError when the archive is missing or damaged.
    """
    try:
        raw = ARCHIVE.read_bytes()
    except OSError as e:
        raise DataError(f"{ARCHIVE} can't be read ({e}). Install the package again.") from e
    if hashlib.sha256(raw).hexdigest() != SHA256:
        raise DataError(f"{ARCHIVE} is damaged: its SHA-256 isn't {SHA256}. Install the package again.")
    with np.load(ARCHIVE, allow_pickle=False) as archive:
        arrays = {name: archive[name] for name in archive.files}
    for array in arrays.values():
        array.flags.writeable = False
    return arrays


def fastai_folder() -> Path:
    """Where `untar_data(URLs.MNIST_SAMPLE)` looks before it downloads."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)  # fastai's, about torch.jit.script
        from fastai.data.external import fastai_path  # costs a second, and only this function needs it

    return Path(fastai_path("data")) / "mnist_sample"


def install(folder: Path, progress: Callable[[int, int], None] = lambda done, total: None) -> bool:
    """Write the 14,434 PNG files and `labels.csv` into `folder`, in fastai's layout and names.

    `folder` appears whole or not at all: the files are written beside it and moved into
    place at the end. A folder that is there already is left alone.

    Returns whether it wrote anything. Raises DataError when it can't write.
    """
    from PIL import Image

    if folder.exists():
        return False
    arrays = load()
    total = sum(len(arrays[f"{part}_{digit}"]) for part in PARTS for digit in DIGITS)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as e:
        raise DataError(f"{folder.parent} can't be written ({e}). Name another folder with --to.") from e
    try:
        os.chmod(staging, 0o755)
        labels = ["name,label"]
        done = 0
        for part in PARTS:
            for label, digit in enumerate(DIGITS):
                (staging / part / str(digit)).mkdir(parents=True)
                for row, picture in zip(arrays[f"{part}_{digit}_rows"], arrays[f"{part}_{digit}"], strict=True):
                    name = f"{part}/{digit}/{row}.png"
                    Image.fromarray(picture).save(staging / name)
                    labels.append(f"{name},{label}")
                    done += 1
                    progress(done, total)
        (staging / "labels.csv").write_text("\n".join(labels) + "\n")
        try:
            staging.rename(folder)
        except OSError:
            if not folder.exists():  # else another process laid it out meanwhile: theirs is as good
                raise
            return False
    except OSError as e:
        raise DataError(f"{folder} can't be written ({e}). Free some space, or name another folder with --to.") from e
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return True
