"""Whatever a student hands in, each exercise gets an outcome, the message says what to do, and the next one goes on."""

from dataclasses import replace
from pathlib import Path

import classroom
import nbformat
import pytest

from autograder import link
from autograder.judge.judge import Judge
from autograder.notebooks import reading
from autograder.notebooks.settings import Seconds

NAME = "02_distances"
CHECKED = list(classroom.COURSE.assignment(NAME).checked())
# What is left of 12 points, and a word of the message, for each way to break a notebook.
CHANGED = {
    "syntax-error": (11, "SyntaxError"),
    "endless-loop": (11, "loop that never ends"),
    "endless-sleep": (11, "never came"),
    "dies": (11, "ended its own process"),
    "crashes": (11, "SIGSEGV"),
    "floods-output": (11, "loop that never ends"),
    "checks-deleted": (12, "were missing; they were put back"),
    "given-deleted": (12, "were missing; they were put back"),
    "exercises-deleted": (0, "are missing"),
    "cells-duplicated": (12, "more than once"),
    "checks-renamed": (12, "they were found by the names that they define and by their text"),
    "checks-rewritten": (12, "it was put into a cell of its own beside it"),
}


pytestmark = pytest.mark.usefixtures("short_patience")


@pytest.mark.parametrize("change", classroom.CHANGES)
def test_a_broken_notebook_is_still_graded(judge: Judge, change: str) -> None:
    notebook = classroom.solved(NAME)
    classroom.CHANGES[change](notebook)
    report = judge.grade(notebook, NAME, change)
    points, told = CHANGED[change]
    assert [cell.grade_id for cell in report.cells] == CHECKED
    assert report.max_score == 12
    assert report.score == points, report.as_json()
    assert told in " ".join(report.notes)
    assert report.status != "error"
    assert judge.grade(classroom.solved(NAME), NAME, "next").score == 12


@pytest.mark.parametrize("kind", classroom.FILES)
def test_a_file_that_is_no_notebook_gets_an_outcome(judge: Judge, kind: str, tmp_path: Path) -> None:
    path = tmp_path / f"{NAME}.ipynb"
    classroom.FILES[kind](path)
    report = judge.grade(reading.read(path), NAME, kind)
    assert [cell.grade_id for cell in report.cells] == CHECKED
    assert report.score == 0
    assert all(check.status == "fail" for cell in report.cells for check in cell.checks)
    assert f"{NAME}.ipynb" in report.notes[0]
    assert "hand it in again" in report.notes[0] or "isn't a notebook" in report.notes[0]


def test_a_notebook_made_for_another_assignment_is_told_so(judge: Judge) -> None:
    report = judge.grade(classroom.solved("06_training_loop"), NAME, "mixed-up")
    assert report.score == 0
    assert "another assignment, 06_training_loop" in report.notes[0]
    assert [cell.grade_id for cell in report.cells] == CHECKED


def test_a_deleted_cell_is_told_so(judge: Judge) -> None:
    notebook = classroom.solved(NAME)
    classroom.CHANGES["exercises-deleted"](notebook)
    cells = judge.grade(notebook, NAME, "deleted").cells
    told = next(cell for cell in cells if cell.exercise == "l1_distance").checks[0].message
    assert "copy it back from the notebook that was given out" in told


def test_a_bracket_that_isnt_closed_is_told_as_python_tells_it(judge: Judge) -> None:
    """As the student's own check does; IPython says "incomplete input" alone."""
    notebook = classroom.with_code(classroom.solved(NAME), "l1_distance", "def l1_distance(a, b):\n    return (a - b.abs().mean(")
    told = next(cell for cell in judge.grade(notebook, NAME, "open").cells if cell.exercise == "l1_distance").checks[0].message
    assert "'(' was never closed, in line 2, `return (a - b.abs().mean(`." in told


WRONG_VALUES = {
    "nothing": ("pass", "return"),
    "a string": ("return 'far'", "a str"),
    "a list": ("return [0.1]", "a list"),
    "an object": ("return object()", "an object"),
    "a module": ("return torch", "a module"),
    "a generator": ("yield 1", "a generator"),
    "NaN": ("return torch.tensor(float('nan'))", "NaN"),
    "a wrong shape": ("return torch.ones(3, 3)", "shape is (3, 3)"),
    "integers": ("return torch.tensor(0)", "value"),
    "complex numbers": ("return torch.tensor(1j)", "another kind"),
    "a number without end": ("return 10**400", "too large"),
    "more bytes than a frame holds": (f"return torch.zeros({link.MAX_BODY + 1}, dtype=torch.uint8)", "too large"),
    "endless nesting": ("x = []; x.append(x); return x", "a list"),
    "a subclass with tricks": ("class T(float):\n        __eq__ = __lt__ = __gt__ = lambda *a: True\n    return T(0)", "a T"),
    "an error": ("raise ValueError('what')", "raised ValueError in line 4 of its cell, `raise ValueError("),
    "an error that can't be shown": ("class E(Exception):\n        __str__ = None\n    raise E()", "raised E"),
    "an exit": ("raise SystemExit", "SystemExit"),
    "a recursion": ("return l1_distance(a, b)", "RecursionError"),
    "an endless loop": ("while True: pass", "loop that never ends"),
    "a death": ("import os; os._exit(0)", "ended its own process"),
    "too many arguments": ("return torch.add(a, b, a)", "raised TypeError"),
}


@pytest.mark.parametrize("kind", WRONG_VALUES)
def test_a_function_that_gives_something_odd_fails_with_a_reason(
    judge: Judge, kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    body, told = WRONG_VALUES[kind]
    if kind == "an endless loop":
        monkeypatch.setattr(judge, "seconds", Seconds(cell=1, call=0.5))
    code = f"import torch\n\ndef l1_distance(a, b):\n    {body}\n"
    notebook = classroom.with_code(classroom.solved(NAME), "l1_distance", code)
    # Its own visible asserts and pictures aside: only what the checks say is looked at.
    report = judge.grade(notebook, NAME, "odd")
    (cell,) = [cell for cell in report.cells if cell.grade_id == "test_l1_distance"]
    assert cell.status == "fail"
    assert any(told in check.message for check in cell.checks), [check.message for check in cell.checks]
    assert next(cell for cell in report.cells if cell.grade_id == "test_mean_digit").status == "pass"


def test_a_stub_is_named_by_the_one_who_calls_it(judge: Judge) -> None:
    notebook = classroom.with_code(classroom.solved(NAME), "l1_distance", classroom.stub("l1_distance"))
    # Where mistakes are paid for twice: else it is asked again with a right `l1_distance`, and passes.
    course = replace(classroom.COURSE, settings=replace(classroom.COURSE.settings, carried_forward=False))
    with Judge(course, device="cpu", zygote=judge.zygote()) as strict:
        report = strict.grade(notebook, NAME, "x")
    told = {check.message for cell in report.cells for check in cell.checks if cell.exercise == "is_3"}
    assert any("`is_3` calls `l1_distance`, which isn't written yet." in message for message in told)
    assert not any("`is_3` isn't written" in message for message in told)


def test_the_same_seed_gives_the_same_report(judge: Judge) -> None:
    notebook = classroom.with_code(classroom.solved(NAME), "l1_distance", "def l1_distance(a, b):\n    return (a - b).mean()\n")
    reports = [judge.grade(nbformat.from_dict(notebook), NAME, "x", seed=5).as_json() for _ in range(3)]
    assert reports[0] == reports[1] == reports[2]


def test_a_later_cell_doesnt_change_an_earlier_outcome(judge: Judge) -> None:
    notebook = classroom.solved(NAME)
    notebook.cells.append(nbformat.v4.new_code_cell("def mean_digit(images): return None"))
    assert judge.grade(notebook, NAME, "x").score == 12
