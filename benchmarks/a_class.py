"""A class that hands in: the same submissions for every way to grade them."""

import json
import random
import shutil
from pathlib import Path

import classroom
from classroom import with_code

from autograder.authoring.variants import Variant

_STOCK = """
c = get_config()
c.CourseDirectory.course_id = "stock"
c.Execute.shutdown_kernel = "immediate"
c.Execute.timeout = 600
"""
"""nbgrader's own way, as fast as it can be: a kernel isn't waited for when its notebook is done."""


def ours(folder: Path, assignment: str, count: int, seed: int = 1) -> Path:
    """This course in a new `folder`, and `count` submissions; returns the folder."""
    shutil.rmtree(folder, ignore_errors=True)
    classroom.course_elsewhere(folder)
    _hand_in(folder, assignment, count, seed)
    return folder


def stock(folder: Path, assignment: str, count: int, seed: int = 1) -> Path:
    """The same for nbgrader without a line of this project's."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(classroom.COURSE.root / "source" / assignment, folder / "source" / assignment)
    (folder / "nbgrader_config.py").write_text(_STOCK)
    _hand_in(folder, assignment, count, seed)
    return folder


def _hand_in(folder: Path, assignment: str, count: int, seed: int) -> None:
    """Each student has the course's own solution but for one exercise, by lot, and that in one of the right ways that there are.

    With all of them so it would be a class that nobody has: some of these ways are slow on purpose, and take a minute each.
    """
    lot = random.Random(seed)
    ways: dict[str, list[Variant]] = {}
    for variant in classroom.variants("right"):
        if classroom.assignment_of(variant.exercise) == assignment:
            ways.setdefault(variant.exercise, []).append(variant)
    files = [path for path in (classroom.COURSE.root / "release" / assignment).iterdir() if path.suffix != ".ipynb"]
    for number in range(count):
        exercise = lot.choice(sorted(ways))
        notebook = with_code(classroom.solved(assignment), exercise, lot.choice(ways[exercise]).code)
        notebook.cells[0].source += f"\n\nStudent {number}"  # nobody's is another's
        where = folder / "submitted" / f"student{number:04}" / assignment
        where.mkdir(parents=True)
        (where / f"{assignment}.ipynb").write_text(json.dumps(notebook))
        for file in files:
            shutil.copy(file, where)
