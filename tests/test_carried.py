"""A mistake is paid for once: a function that is spoilt costs its own points, and no exercise that stands on it any."""

from dataclasses import replace

import classroom
import pytest

from autograder.judge.judge import Judge
from autograder.notebooks.cells import grade_id_of
from autograder.results.report import Report

WAYS = {
    "missing": "",
    "wrong": "def {name}(*args, **kwargs): return 0",
    "endless": "def {name}(*args, **kwargs):\n    while True: pass",
    "of the wrong kind": "{name} = [1, 2]",
}


def _functions(assignment: str) -> list[str]:
    return [name for name in classroom.COURSE.assignment(assignment).exercises() if not name.startswith("q_")]


QUICK = [("to_vectors", "wrong"), ("is_3", "of the wrong kind"), ("slope_at", "wrong"), ("calc_grad", "wrong")]
"""That none is missed in a file of checks is seen in test_course.py, where each function is left out in turn."""
SPOILT = [
    pytest.param(assignment, name, way, marks=[] if (name, way) in QUICK else pytest.mark.slow)
    for assignment in classroom.COURSE.names()
    for name in _functions(assignment)
    for way in WAYS
]


def _spoilt(judge: Judge, assignment: str, name: str, way: str) -> Report:
    notebook = classroom.with_code(classroom.solved(assignment), name, WAYS[way].format(name=name))
    return judge.grade(notebook, assignment, "ada", seed=5)


@pytest.mark.parametrize(("assignment", "name", "way"), SPOILT)
def test_a_spoilt_function_costs_its_own_points(judge: Judge, assignment: str, name: str, way: str) -> None:
    report = _spoilt(judge, assignment, name, way)
    lost = {
        f"{cell.grade_id}: {check.message}"
        for cell in report.cells
        for check in cell.checks
        if cell.exercise != name
        if check.status != "pass"
    }
    assert not lost
    assert any(cell.status == "fail" for cell in report.cells)
    for cell in report.cells:
        assert not cell.carried or cell.carried == [name]


def test_what_was_carried_is_said(judge: Judge) -> None:
    notebook = classroom.with_code(
        classroom.solved("02_distances"), "l1_distance", "def l1_distance(a, b): return (a - b).mean()"
    )
    report = judge.grade(notebook, "02_distances", "ada", seed=5)
    rows = {row["name"]: row for row in report.exercises()}
    assert rows["is_3"]["carried"] == rows["baseline_accuracy"]["carried"] == ["l1_distance"]
    assert "carried" not in rows["rmse_distance"]
    cell = next(cell for cell in notebook.cells if grade_id_of(cell) == "test_is_3")
    assert "Right, given a right `l1_distance`." in cell.outputs[0].data["text/plain"]


def test_wrong_code_stays_wrong_beside_right_versions(judge: Judge) -> None:
    """And is told its own mistake, not the other function's."""
    notebook = classroom.with_code(classroom.solved("02_distances"), "l1_distance", "def l1_distance(a, b): return 0")
    classroom.with_code(notebook, "is_3", "def is_3(x, mean3, mean7): return l1_distance(x, mean3) > l1_distance(x, mean7)")
    report = judge.grade(notebook, "02_distances", "ada", seed=5)
    (is_3,) = (cell for cell in report.cells if cell.exercise == "is_3")
    assert is_3.status == "fail"
    assert not is_3.carried
    assert any("the other way round" in check.message for check in is_3.checks)
    (baseline,) = (cell for cell in report.cells if cell.exercise == "baseline_accuracy")
    assert baseline.carried == ["l1_distance", "is_3"]


def test_a_function_that_failed_isnt_made_right_by_another(judge: Judge) -> None:
    """`train_epoch` stands on `calc_grad`; its second cell mustn't be asked about the right `train_epoch` that others got."""
    notebook = classroom.with_code(classroom.solved("06_training_loop"), "calc_grad", "def calc_grad(xb, yb, model): pass")
    classroom.with_code(notebook, "train_epoch", "def train_epoch(model, dl, lr, params): pass")
    report = judge.grade(notebook, "06_training_loop", "ada", seed=5)
    failed = {cell.exercise for cell in report.cells if cell.status == "fail"}
    assert failed == {"calc_grad", "train_epoch"}
    assert all(cell.status == "fail" for cell in report.cells if cell.exercise in failed)


def test_it_can_be_switched_off(judge: Judge) -> None:
    without = replace(classroom.COURSE, settings=replace(classroom.COURSE.settings, carried_forward=False))
    with Judge(without, device="cpu", zygote=judge.zygote()) as strict:
        report = _spoilt(strict, "02_distances", "l1_distance", "missing")
    assert {cell.exercise for cell in report.cells if cell.status == "fail"} == {"l1_distance", "is_3", "baseline_accuracy"}
    assert not any(cell.carried for cell in report.cells)
