"""The bench's own parts: how a command is measured, what a class hands in, and its pictures (benchmarks/)."""

import json
import sys
from pathlib import Path

import nbformat
import pytest

from benchmarks import a_class
from benchmarks.commands import cost_of
from benchmarks.picture import draw, draw_run

_WORKS = """
import subprocess, sys, time
print("begins", flush=True)
held = b"x" * (64 << 20)
child = subprocess.Popen([sys.executable, "-c", "import time; held = b'x' * (64 << 20); time.sleep(1.5)"])
print("student0 1 of 1", flush=True)
child.wait()
print("student1 1 of 1", flush=True)
"""


def test_a_command_is_measured_with_what_it_starts(tmp_path: Path) -> None:
    found = cost_of([sys.executable, "-c", _WORKS], tmp_path, result="student")
    assert 0 < found.first < found.wall
    assert 0 < found.cpu < found.wall
    assert found.memory > 128, "its own 64 MiB, and its child's"
    assert (tmp_path / "bench.log").read_text().startswith("begins")
    assert found.seen[0][1] == 1
    assert json.loads(json.dumps(found.as_dict())).keys() == {"wall", "cpu", "first", "memory"}


def test_a_command_that_fails_is_no_measurement(tmp_path: Path) -> None:
    with pytest.raises(RuntimeError, match=r"ended with 3: (?s:.*)no such thing"):
        cost_of([sys.executable, "-c", "print('no such thing'); raise SystemExit(3)"], tmp_path)


def test_every_way_gets_the_same_submissions_and_all_are_different(tmp_path: Path) -> None:
    name = "02_distances"
    folders = a_class.ours(tmp_path / "ours", name, 4), a_class.stock(tmp_path / "stock", name, 4)
    ours, stock = ([path.read_text() for path in sorted(folder.glob("submitted/*/*/*.ipynb"))] for folder in folders)
    assert ours == stock
    assert len(set(ours)) == 4
    nbformat.validate(nbformat.reads(ours[0], as_version=4))
    assert "autograder" not in (folders[1] / "nbgrader_config.py").read_text(), "stock is nbgrader alone"


def test_pictures_are_drawn_where_stock_is_left_out_of_a_size(tmp_path: Path) -> None:
    classes = [
        {"assignment": "02_distances", "size": 10, "grade": {"wall": 8}, "nbgrader": {"wall": 11}, "stock": {"wall": 80}},
        {"assignment": "02_distances", "size": 1_000, "grade": {"wall": 180}, "nbgrader": {"wall": 240}},
        {"assignment": "06_training_loop", "size": 10, "grade": {"wall": 18}, "nbgrader": {"wall": 21}, "stock": {"wall": 120}},
    ]
    draw({"classes": classes, "fastai": {"wall": 4.5}}, tmp_path / "bench.png")
    draw_run({"grade": [(0.0, 0, 100.0), (1.0, 3, 900.0)], "nbgrader": [(0.0, 0, 90.0)]}, tmp_path / "run.png")
    for name in ("bench.png", "run.png"):
        assert (tmp_path / name).read_bytes().startswith(b"\x89PNG")
