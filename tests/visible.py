"""Which wrong solutions of an assignment the visible checks let pass: python tests/visible.py ASSIGNMENT prints their names as JSON.

In a process of its own, since wrong code may leave anything behind.
"""

import io
import json
import signal
import sys
import tempfile
import warnings
from contextlib import chdir, redirect_stderr, redirect_stdout
from typing import Any

import classroom
import matplotlib
import torch

from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_picture, is_solution
from checks import mnist

SECONDS = 60
"""What one solution may take; those that never end are stopped, and haven't passed."""


def _stopped(*_: object) -> None:
    raise TimeoutError


def passing(name: str) -> list[tuple[str, str]]:
    """Exercise and name of each wrong solution of the assignment that the visible checks let pass."""
    globals_of_the_notebook: dict[str, Any] = {"__name__": "__main__"}
    asserts: dict[str, list[str]] = {}
    for cell in classroom.solved(name).cells:
        if cell.cell_type != "code" or is_picture(cell):
            continue
        if is_graded(cell) and not is_solution(cell):
            exercise, _ = exercise_and_part(grade_id_of(cell) or "")
            asserts.setdefault(exercise, []).append(cell.source)
        else:
            exec(cell.source, globals_of_the_notebook)
    return [
        (variant.exercise, variant.name)
        for variant in classroom.variants("wrong")
        if variant.exercise in asserts and not variant.exercise.startswith("q_")
        if _passes([variant.code, *asserts[variant.exercise]], dict(globals_of_the_notebook))
    ]


def _passes(cells: list[str], names: dict[str, Any]) -> bool:
    """Whether the cells run without an exception."""
    torch.set_grad_enabled(True)  # some wrong code switches it off, and forgets it
    torch.manual_seed(5)  # shuffled batches come out the same every time
    signal.alarm(SECONDS)
    try:
        for cell in cells:
            exec(cell, names)
    except BaseException:
        return False
    finally:
        signal.alarm(0)
    return True


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    matplotlib.use("agg")
    signal.signal(signal.SIGALRM, _stopped)
    mnist.install(mnist.fastai_folder())
    sys.path.insert(0, str(classroom.COURSE.source))  # for digits.py, pictures.py and progress.py
    with tempfile.TemporaryDirectory() as folder, chdir(folder), redirect_stdout(io.StringIO()), redirect_stderr(io.StringIO()):
        found = passing(sys.argv[1])
    print(json.dumps(found))
