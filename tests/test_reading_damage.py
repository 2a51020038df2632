"""A file that is no notebook is told what it is, and of a damaged one the cells that can be had are graded."""

import gzip
import io
import json
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from nbformat import NotebookNode

from autograder import Course, Judge, read
from autograder.authoring.submissions import released, solved
from autograder.notebooks import reading, salvaging
from autograder.notebooks.reading import MAX_CELLS

COURSE = Course.at(Path(__file__).parent / "weather_course")
NAME = "01_arrays"
FILE = f"{NAME}.ipynb"
TEXT = json.dumps(solved(COURSE.assignment(NAME)), indent=1)


def _zip() -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        archive.writestr(FILE, TEXT)
    return packed.getvalue()


NO_NOTEBOOKS: dict[str, tuple[bytes, str]] = {
    "a login page": (b"\n<!DOCTYPE html><html><title>Log in</title>", "is a web page, such as a login page"),
    "an export": (b"\xef\xbb\xbf<html>", "is a web page"),
    "a zip": (_zip(), "is a zip archive"),
    "gzip": (gzip.compress(TEXT.encode()), "is a compressed archive"),
    "a PDF": (b"%PDF-1.7\n%\xe2\xe3", "is a PDF"),
    "a picture": (b"\x89PNG\r\n\x1a\n", "is a picture"),
    "nothing": (b"", "is empty"),
    "blanks": (b" \n\t\n", "is empty"),
    "a script": (b"# %%\nimport numpy as np\n\ndef standardise(x):\n    return x\n", "is a Python script"),
    "a pointer": (b"version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 3\n", "is only a pointer of Git LFS"),
    "the beginning of one": (TEXT[: TEXT.index('"source"')].encode(), "is cut off before its first cell has ended"),
    "a conflict in pieces": (
        b'{"cells": [\n<<<<<<< HEAD\n"\n=======\n]\n>>>>>>> main\n',
        "holds a merge conflict of git's (`<<<<<<<` in line 2), and no",
    ),
    "something else": (b"{this is not a notebook", "isn't a notebook that can be read"),
}


@pytest.mark.parametrize("kind", NO_NOTEBOOKS)
def test_what_is_no_notebook_is_told_what_it_is(kind: str, tmp_path: Path) -> None:
    data, told = NO_NOTEBOOKS[kind]
    (tmp_path / FILE).write_bytes(data)
    why = str(reading.unreadable(read(tmp_path / FILE)))
    assert why.startswith(f"{FILE} {told}")
    assert "hand " in why  # and what to do


def _cut(share: float) -> str:
    return TEXT[: int(len(TEXT) * share)]


def _conflict(theirs: str) -> str:
    """As git leaves it: in one line of the notebook, two sides."""
    line = next(line for line in TEXT.split("\n") if "def moving_average" in line)
    return TEXT.replace(line, f"<<<<<<< HEAD\n{line}\n=======\n{theirs}\n>>>>>>> main")


@pytest.fixture(scope="module")
def judge() -> Iterator[Judge]:
    with Judge(COURSE) as found:
        yield found


DAMAGED: dict[str, tuple[Callable[[], str], set[float], str]] = {
    "cut off in the middle": (lambda: _cut(0.6), {3, 5}, "is cut off after"),
    "without its last signs": (lambda: TEXT.rstrip()[:-2], {8}, "is cut off after 15 cells, which were graded"),
    "a comma too many": (lambda: TEXT.replace("\n ],", ",\n ],"), {8}, "is damaged in line"),
    "a merge conflict": (lambda: _conflict('   "source": "x"'), {8}, "holds a merge conflict of git's (`<<<<<<<` in line"),
}


@pytest.mark.parametrize("how", DAMAGED)
def test_what_can_be_had_of_a_damaged_notebook_is_graded(judge: Judge, how: str, tmp_path: Path) -> None:
    make, points, told = DAMAGED[how]
    (tmp_path / FILE).write_text(make())
    report = judge.grade(read(tmp_path / FILE), NAME, "ada", seed=1)
    assert report.score in points, report.as_json()
    assert report.max_score == 8
    assert report.notes[0].startswith(f"{FILE} {told}")
    assert "hand it in again" in report.notes[0]


@pytest.mark.parametrize("share", [number / 20 for number in range(20)])
def test_wherever_it_is_cut_off_it_is_told(share: float, tmp_path: Path) -> None:
    (tmp_path / FILE).write_text(_cut(share))
    notebook = read(tmp_path / FILE)
    told = reading.unreadable(notebook) or reading.damaged(notebook)
    assert told is not None
    assert len(notebook.cells) < 15


def test_one_of_an_old_format_too(tmp_path: Path) -> None:
    old = {
        "nbformat": 3,
        "worksheets": [{"cells": [{"cell_type": "code", "input": "x = 1"}, {"cell_type": "code", "input": ""}]}],
    }
    (tmp_path / FILE).write_text(json.dumps(old)[:-20])
    assert read(tmp_path / FILE).cells[0].source == "x = 1"


def test_cells_are_counted_in_a_damaged_one(tmp_path: Path) -> None:
    (tmp_path / FILE).write_text('{"cells": [' + "{}," * (MAX_CELLS + 10_000))
    assert "2,000 are the most" in str(reading.unreadable(read(tmp_path / FILE)))
    assert len(salvaging.cells_before_the_damage('{"cells": [' + "{}," * 100, 10)) == 11


def test_a_conflict_within_a_cell_is_the_cells(tmp_path: Path) -> None:
    notebook: NotebookNode = released(COURSE, COURSE.assignment(NAME))
    notebook.cells[1].source = "<<<<<<< HEAD\nx = 1\n=======\n"
    (tmp_path / FILE).write_text(json.dumps(notebook))
    assert reading.damaged(read(tmp_path / FILE)) is None
