"""The pictures of MNIST, embedded: the 3s and 7s that the course is about, and the other eight digits beside them.

`load()` gives the 3s and 7s as arrays. `install()` and `install_ten_digits()` lay the pictures out as the files that
fastai's `untar_data(URLs.MNIST_SAMPLE)` and `untar_data(URLs.MNIST)` would download. Source, licence and checksums:
README.md beside this file.
"""

import hashlib
import os
import shutil
import tempfile
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path

import numpy as np

ARCHIVE = Path(__file__).with_name("mnist_sample.npz")
SHA256 = "cc7f522a46d76e535a4cabeaf4b7fb14523617a46e24fab3b16b70554af3de14"
OTHERS = Path(__file__).with_name("mnist_others.npz")
OTHERS_SHA256 = "86845ef4284905e61e962d6d96c482a0e10c92d1ba403c88ed19e994ef67ed57"
PARTS = ("train", "valid")
DIGITS = (3, 7)
OTHER_DIGITS = (0, 1, 2, 4, 5, 6, 8, 9)

Progress = Callable[[int, int], None]
"""Told how many files are written, and how many there will be."""


class DataError(ValueError):
    """The embedded pictures can't be read, or can't be laid out where they were wanted."""


@cache
def load() -> dict[str, np.ndarray]:
    """The pictures by part and digit: `train_3`, `train_7`, `valid_3`, `valid_7`.

    Each is a read-only uint8 array of shape (pictures, 28, 28), 0 for background and
    255 for ink, in MNIST's own order; `train_3_rows` and so on hold each picture's row
    number in MNIST (uint16, shape (pictures,)).

    Raises DataError when the archive is missing or damaged.
    """
    return _read(ARCHIVE, SHA256)


def load_others() -> dict[str, np.ndarray]:
    """The pictures of the other eight digits, `train_0` and so on, as `load` gives the 3s and 7s."""
    return _read(OTHERS, OTHERS_SHA256)


def _read(archive: Path, sha256: str) -> dict[str, np.ndarray]:
    try:
        raw = archive.read_bytes()
    except OSError as e:
        raise DataError(f"{archive} can't be read ({e}). Install the package again.") from e
    if hashlib.sha256(raw).hexdigest() != sha256:
        raise DataError(f"{archive} is damaged: its SHA-256 isn't {sha256}. Install the package again.")
    with np.load(archive, allow_pickle=False) as opened:
        arrays = {name: opened[name] for name in opened.files}
    for array in arrays.values():
        array.flags.writeable = False
    return arrays


def fastai_folder(name: str = "mnist_sample") -> Path:
    """Where fastai looks before it downloads: `mnist_sample` for URLs.MNIST_SAMPLE, `mnist_png` for URLs.MNIST."""
    from fastcore.xtras import Config

    # As fastai.data.external.fastai_path says, which takes seconds to import: each run of the grader asks for this first.
    said = Config(os.environ.get("FASTAI_HOME", "~/.fastai"), "config.ini", create={"data": "data"}, save=False)
    return Path(said.path("data")) / name


def _ignore(done: int, total: int) -> None:
    pass


def install(folder: Path, progress: Progress = _ignore) -> bool:
    """Write the 14,434 PNG files and `labels.csv` of the 3s and 7s into `folder`, in fastai's layout and names.

    `folder` appears whole or not at all: the files are written beside it and moved into
    place at the end. A folder that is there already is left alone.

    Returns whether it wrote anything. Raises DataError when it can't write.
    """
    return _lay_out(folder, [load()], DIGITS, {"train": "train", "valid": "valid"}, progress, labels=True)


def install_ten_digits(folder: Path, progress: Progress = _ignore) -> bool:
    """Write all 70,000 PNG files of MNIST into `folder`, as `install` does: `training/0` to `testing/9`."""
    digits = tuple(sorted(DIGITS + OTHER_DIGITS))
    return _lay_out(folder, [load(), load_others()], digits, {"train": "training", "valid": "testing"}, progress)


def _lay_out(
    folder: Path,
    archives: list[dict[str, np.ndarray]],
    digits: tuple[int, ...],
    parts: dict[str, str],
    progress: Progress,
    labels: bool = False,
) -> bool:
    """Write the pictures of `digits`; `parts` says how the folder of each part is called."""
    if folder.exists():
        return False
    arrays = {name: array for archive in archives for name, array in archive.items()}
    total = sum(len(arrays[f"{part}_{digit}"]) for part in parts for digit in digits)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(prefix=f".{folder.name}-", dir=folder.parent))
    except OSError as e:
        raise DataError(f"{folder.parent} can't be written ({e}). Name another folder with --to.") from e
    try:
        os.chmod(staging, 0o755)
        lines = ["name,label"]
        for done, (name, label, picture) in enumerate(_pictures(arrays, digits, parts), start=1):
            _write_png(staging / name, picture)
            lines.append(f"{name},{label}")
            progress(done, total)
        if labels:
            (staging / "labels.csv").write_text("\n".join(lines) + "\n")
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


def _pictures(
    arrays: dict[str, np.ndarray], digits: tuple[int, ...], parts: dict[str, str]
) -> Iterator[tuple[str, int, np.ndarray]]:
    """Each picture with its file's name and with its label, the place of its digit among `digits`."""
    for part, called in parts.items():
        for label, digit in enumerate(digits):
            for row, picture in zip(arrays[f"{part}_{digit}_rows"], arrays[f"{part}_{digit}"], strict=True):
                yield f"{called}/{digit}/{row}.png", label, picture


def _write_png(path: Path, picture: np.ndarray) -> None:
    from PIL import Image

    if not path.parent.exists():
        path.parent.mkdir(parents=True)
    Image.fromarray(picture).save(path)
