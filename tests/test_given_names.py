"""A name of Python's, or a given one, that a cell overwrites costs no exercise a point, and is told with the cell's number."""

import math
from collections.abc import Callable
from typing import Any

import classroom
import pytest
import torch
from nbformat.v4 import new_code_cell

from autograder.inside.given_names import EXERCISE, GIVEN, SCRATCH, GivenNames
from autograder.judge.judge import Judge
from autograder.notebooks.cells import grade_id_of
from autograder.results.report import Report

WITH_LIST = """def make_batches(x, y, size, shuffle=False):
    if shuffle:
        order = torch.randperm(len(x))
        x, y = x[order], y[order]
    return list(zip(x.split(size), y.split(size)))"""
WITH_SUM = """def baseline_accuracy(threes, sevens, mean3, mean7):
    on_threes = sum(bool(is_3(one, mean3, mean7)) for one in threes) / len(threes)
    on_sevens = sum(not is_3(one, mean3, mean7) for one in sevens) / len(sevens)
    return on_threes, on_sevens, (on_threes + on_sevens) / 2"""
WITH_IMAGE = """def stack_digits(files):
    return torch.stack([tensor(Image.open(file)) for file in files]).float() / 255"""
SUM = "sum = 0\nfor image in train_threes[:10]:\n    sum = sum + image.mean()"
TENSOR = "tensor = torch.tensor([[1, 2], [3, 4]])\ntensor[0]"
OVERWRITTEN = {
    "tensor": ("01_tensors", "crop", TENSOR, "stack_digits", WITH_IMAGE),
    "Image": ("01_tensors", "crop", "from IPython.display import Image", "stack_digits", WITH_IMAGE),
    "sum": ("02_distances", "mean_digit", SUM, "baseline_accuracy", WITH_SUM),
    "torch": ("03_gradients", "slope_at", "torch = 3", "slope_at", ""),
    "len": ("05_mnist_loss", "init_params", "len = 5\nmax = 3", "make_batches", ""),
    "list": ("05_mnist_loss", "init_params", "list = [1, 2, 3]", "make_batches", WITH_LIST),
}
"""Each name: the assignment, the exercise above which the cell stands, the cell, an exercise that uses the name, and how."""


def _report(judge: Judge, assignment: str, above: str, cell: str, exercise: str, code: str) -> Report:
    notebook = classroom.solved(assignment)
    if code:
        notebook = classroom.with_code(notebook, exercise, code)
    notebook.cells.insert([grade_id_of(found) for found in notebook.cells].index(above), new_code_cell(cell))
    return judge.grade(notebook, assignment, "ada", seed=5)


@pytest.mark.parametrize("name", OVERWRITTEN)
def test_right_code_pays_nothing_for_a_name_that_another_cell_overwrote(judge: Judge, name: str) -> None:
    report = _report(judge, *OVERWRITTEN[name])
    assert report.score == report.max_score, report.as_json()
    (note,) = report.notes
    assert note.startswith(f"`{name}` is overwritten in code cell ")
    assert f"the checks of `{OVERWRITTEN[name][3]}`" in note
    assert note.endswith(" took what it was before. Give the value there another name.")


def test_what_is_wrong_otherwise_is_what_is_told(judge: Judge) -> None:
    assignment, above, cell, exercise, code = OVERWRITTEN["sum"]
    report = _report(judge, assignment, above, cell, exercise, code.replace("/ 2", "/ 3"))
    found = [check for check in report.checks_of(exercise) if check.status == "fail"]
    assert found
    assert not any("TypeError" in check.message or "overwritten" in check.message for check in found)
    assert any("`sum` is overwritten in code cell 4" in note for note in report.notes)


def test_a_name_that_isnt_to_blame_isnt_blamed(judge: Judge) -> None:
    code = "def slope_at(f, x):\n    return torch.tensor(max(x, x).shape)"
    report = _report(judge, "03_gradients", "slope_at", "max = max", "slope_at", code)
    before = [check.message for check in report.checks_of("slope_at")]
    report = _report(judge, "03_gradients", "slope_at", "def max(a, b):\n    return a", "slope_at", code)
    assert [check.message for check in report.checks_of("slope_at")] == before
    assert not any("overwritten" in note for note in report.notes)


def test_code_that_wants_the_students_own_value_has_it(judge: Judge) -> None:
    """Here `math`, which fastai's star brings, is another module, and the exercise's code is right by that alone."""
    code = "def slope_at(f, x):\n    t = math.tensor(float(x), requires_grad=True)\n    f(t).backward()\n    return t.grad.item()"
    report = _report(judge, "03_gradients", "slope_at", "import torch as math\nmax = 3", "slope_at", code)
    assert report.score == report.max_score, report.as_json()
    assert not any("overwritten" in note for note in report.notes)


def test_the_cell_of_an_exercise_has_the_name_too(judge: Judge) -> None:
    code = "ten = len([1] * 10)\ndef slope_at(f, x):\n    return ten"
    report = _report(judge, "03_gradients", "slope_at", "len = 3", "slope_at", code)
    assert report.notes == [
        "`len` is overwritten in code cell 6; code cell 7 took what it was before. Give the value there another name."
    ]
    assert not any("raised" in check.message or "stopped" in check.message for check in report.checks_of("slope_at"))


def test_the_cell_of_an_exercise_that_stops_all_the_same_is_told_both(judge: Judge) -> None:
    code = "ten = len([1] * 10)\nten.one\ndef slope_at(f, x):\n    return ten"
    report = _report(judge, "03_gradients", "slope_at", "len = 3", "slope_at", code)
    (message,) = {check.message for check in report.checks_of("slope_at")}
    told = "TypeError: 'int' object is not callable. `len` is overwritten in code cell 6: give the value there another name."
    assert told in message


def test_a_given_cell_runs_all_the_same(judge: Judge) -> None:
    """It calls the student's function, which uses the name; and no instructor is told that the cell is at fault."""
    report = _report(judge, *OVERWRITTEN["Image"])
    assert not report.given_failures
    (note,) = report.notes
    assert note.startswith("`Image` is overwritten in code cell 4; the checks of `stack_digits` and code cell 9 took what it was")


class _Own:
    __module__ = "__main__"


OTHER = math.sqrt
CASES: dict[str, tuple[Callable[[dict[str, Any]], None], str, list[str]]] = {
    "a number over a given function": (lambda names: names.update(tensor=3), SCRATCH, ["tensor"]),
    "in an exercise's cell": (lambda names: names.update(tensor=3), EXERCISE, ["tensor"]),
    "in a locked cell": (lambda names: names.update(tensor=3), GIVEN, []),
    "an import over a given function": (lambda names: names.update(tensor=OTHER), SCRATCH, ["tensor"]),
    "an import for an exercise": (lambda names: names.update(tensor=OTHER), EXERCISE, []),
    "the same import again": (lambda names: names.update(tensor=torch.tensor), SCRATCH, []),
    "an own class over a given function": (lambda names: names.update(tensor=_Own), SCRATCH, []),
    "an own class over Python's": (lambda names: names.update(list=_Own), SCRATCH, ["list"]),
    "a number over Python's": (lambda names: names.update(list=3), SCRATCH, ["list"]),
    "Python's own": (lambda names: names.update(list=list), SCRATCH, []),
    "a variable over a given variable": (lambda names: names.update(x=4), SCRATCH, []),
    "a name that nobody gave": (lambda names: names.update(mean=4), SCRATCH, []),
    "a name that is no text": (lambda names: names.update({7: 4}), SCRATCH, []),  # type: ignore[dict-item]  # a student's may be
}


@pytest.mark.parametrize("case", CASES)
def test_what_counts_as_overwritten(case: str) -> None:
    run, of, expected = CASES[case]
    namespace: dict[str, Any] = {}
    names = GivenNames(namespace)
    names.before()
    namespace.update(tensor=torch.tensor, x=3)
    names.after(1, GIVEN)
    names.before()
    run(namespace)
    names.after(2, of)
    assert names.overwritten == dict.fromkeys(expected, 2)
    ran = dict(namespace)
    names.put_back(["tensor", "list", "x", "mean"])
    assert namespace.get("tensor", torch.tensor) is (torch.tensor if "tensor" in expected else ran["tensor"])
    assert ("list" in namespace) == ("list" in ran and "list" not in expected)
    names.before()  # the next cell sees what the student wrote
    assert namespace == ran


def test_a_cell_can_run_with_the_names_as_they_were() -> None:
    namespace: dict[str, Any] = {}
    names = GivenNames(namespace)
    names.before()
    namespace.update(tensor=torch.tensor, Image=torch.zeros)
    names.after(1, GIVEN)
    names.before()
    namespace.update(tensor=3, Image=4, sum=5)
    names.after(2, SCRATCH)
    names.before(["tensor", "Image", "sum"])
    assert namespace == {"tensor": torch.tensor, "Image": torch.zeros}
    namespace["tensor"] = torch.as_tensor
    names.after(3, GIVEN)
    assert names.overwritten == {"Image": 2, "sum": 2}
    names.before()
    assert namespace == {"tensor": torch.as_tensor, "Image": 4, "sum": 5}


def test_what_was_deleted_again_isnt_overwritten() -> None:
    namespace: dict[str, Any] = {}
    names = GivenNames(namespace)
    names.before()
    namespace["sum"] = 3
    names.after(1, SCRATCH)
    names.before()
    del namespace["sum"]
    names.after(2, SCRATCH)
    assert names.overwritten == {}
