"""The embedded pictures are MNIST_SAMPLE, number by number, and lie where fastai looks for them."""

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from checks import mnist

# MNIST training row 10000, rows 4:15 and columns 4:22, as the notes that the course grew from print it.
ROW_10000 = """
0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0 0
0 0 0 0 0 29 150 195 254 255 254 176 193 150 96 0 0 0
0 0 0 48 166 224 253 253 234 196 253 253 253 253 233 0 0 0
0 93 244 249 253 187 46 10 8 4 10 194 253 253 233 0 0 0
0 107 253 253 230 48 0 0 0 0 0 192 253 253 156 0 0 0
0 3 20 20 15 0 0 0 0 0 43 224 253 245 74 0 0 0
0 0 0 0 0 0 0 0 0 0 249 253 245 126 0 0 0 0
0 0 0 0 0 0 0 14 101 223 253 248 124 0 0 0 0 0
0 0 0 0 0 11 166 239 253 253 253 187 30 0 0 0 0 0
0 0 0 0 0 16 248 250 253 253 253 253 232 213 111 2 0 0
0 0 0 0 0 0 0 43 98 98 208 253 253 253 253 187 22 0
"""


def test_all_pictures_are_there() -> None:
    arrays = mnist.load()
    sizes = {name: arrays[name].shape for name in ("train_3", "train_7", "valid_3", "valid_7")}
    assert sizes == {
        "train_3": (6131, 28, 28),
        "train_7": (6265, 28, 28),
        "valid_3": (1010, 28, 28),
        "valid_7": (1028, 28, 28),
    }
    assert mnist.ARCHIVE.stat().st_size <= 3_000_000


def test_row_10000_is_the_printed_picture() -> None:
    arrays = mnist.load()
    picture = arrays["train_3"][list(arrays["train_3_rows"]).index(10000)]
    printed = np.array([[int(n) for n in line.split()] for line in ROW_10000.strip().splitlines()])
    assert (picture[4:15, 4:22] == printed).all()


def test_baseline_of_the_book() -> None:
    pictures = {name: torch.tensor(array).float() / 255 for name, array in mnist.load().items() if "rows" not in name}
    mean3, mean7 = pictures["train_3"].mean(0), pictures["train_7"].mean(0)
    is_3 = {
        digit: (pictures[f"valid_{digit}"] - mean3).abs().mean((1, 2)) < (pictures[f"valid_{digit}"] - mean7).abs().mean((1, 2))
        for digit in (3, 7)
    }
    assert round(is_3[3].float().mean().item(), 4) == 0.9168
    assert round(1 - is_3[7].float().mean().item(), 4) == 0.9854


def test_a_damaged_archive_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    damaged = tmp_path / "mnist_sample.npz"
    damaged.write_bytes(mnist.ARCHIVE.read_bytes()[:-1])
    monkeypatch.setattr(mnist, "ARCHIVE", damaged)
    mnist.load.cache_clear()
    try:
        with pytest.raises(mnist.DataError, match="damaged"):
            mnist.load()
    finally:
        monkeypatch.undo()
        mnist.load.cache_clear()


def test_all_of_mnist_is_there() -> None:
    assert mnist.OTHERS.stat().st_size <= 12_000_000
    arrays = {**mnist.load(), **mnist.load_others()}
    # How many of each digit, as the database's own page and torchvision count them.
    assert [len(arrays[f"train_{digit}"]) for digit in range(10)] == [5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]
    assert [len(arrays[f"valid_{digit}"]) for digit in range(10)] == [980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]
    for part, size in (("train", 60_000), ("valid", 10_000)):
        rows = np.concatenate([arrays[f"{part}_{digit}_rows"] for digit in range(10)])
        assert sorted(rows.tolist()) == list(range(size))  # each row of MNIST once


# fastai leaves the file of its settings to the garbage collector to close.
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_install_lays_out_fastais_files_and_the_books_lines_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fastai.data.external import URLs, fastai_cfg, untar_data

    monkeypatch.setenv("FASTAI_HOME", str(tmp_path))
    fastai_cfg.cache_clear()
    try:
        folder = mnist.fastai_folder()
        assert folder.is_relative_to(tmp_path)
        assert mnist.install(folder)
        path = untar_data(URLs.MNIST_SAMPLE)  # no network: it must find the files
        assert sorted(p.name for p in path.iterdir()) == ["labels.csv", "train", "valid"]
        assert np.array_equal(np.array(Image.open(path / "train/3/10000.png"))[5, 9:12], [29, 150, 195])
        counts = {f"{part}/{digit}": len(list((path / part / digit).iterdir())) for part in ("train", "valid") for digit in "37"}
        assert counts == {"train/3": 6131, "train/7": 6265, "valid/3": 1010, "valid/7": 1028}
        lines = (path / "labels.csv").read_text().splitlines()
        assert lines[0] == "name,label"
        assert len(lines) == 14_435
    finally:
        fastai_cfg.cache_clear()


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
def test_ten_digits_are_laid_out_where_fastai_looks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from fastai.data.external import URLs, fastai_cfg, untar_data

    monkeypatch.setenv("FASTAI_HOME", str(tmp_path))
    fastai_cfg.cache_clear()
    try:
        assert mnist.install_ten_digits(mnist.fastai_folder("mnist_png"))
        path = untar_data(URLs.MNIST)  # no network: it must find the files
        assert sorted(p.name for p in path.iterdir()) == ["testing", "training"]
        assert sorted(p.name for p in (path / "training").iterdir()) == [str(digit) for digit in range(10)]
        assert len(list((path / "testing" / "1").iterdir())) == 1135
    finally:
        fastai_cfg.cache_clear()


def test_install_leaves_an_existing_folder_alone(tmp_path: Path) -> None:
    folder = tmp_path / "mnist_sample"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    assert not mnist.install(folder)
    assert [p.name for p in folder.iterdir()] == ["mine.txt"]


def test_install_leaves_nothing_behind_when_it_fails(tmp_path: Path) -> None:
    class Full(Exception):
        pass

    def fail(done: int, total: int) -> None:
        if done == 10:
            raise Full

    with pytest.raises(Full):
        mnist.install(tmp_path / "mnist_sample", fail)
    assert list(tmp_path.iterdir()) == []
