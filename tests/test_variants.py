"""No correct solution fails, no wrong one passes, and each wrong one is told which mistake it is. All in the real worker."""

import itertools
from collections.abc import Sequence

import classroom
import pytest
from classroom import Variant

from autograder.judge.judge import Judge
from autograder.judge.plugin import CheckCell
from autograder.judge.run import Run
from autograder.notebooks.cells import exercise_and_part
from autograder.results.report import CheckResult, Report

SEED = 20
"""The same inputs on every run; `make grader-report` draws others, and finds what a single seed can't."""

RIGHT, WRONG = classroom.variants("right"), classroom.variants("wrong")


ONE_IN = 15
"""So many of an exercise's wrong solutions have one among the quick tests; `make test-all` and `make grader-report` take them all."""


def _some(found: Sequence[Variant]) -> pytest.MarkDecorator:
    """Parametrised by the solution; of each exercise one in ONE_IN is quick, by its place among them."""
    place = {id(v): at for _, own in itertools.groupby(found, lambda v: v.exercise) for at, v in enumerate(own)}
    marks = [[] if place[id(v)] % ONE_IN == 0 else [pytest.mark.slow] for v in found]
    params = [pytest.param(v, id=f"{v.exercise}-{v.name}", marks=m) for v, m in zip(found, marks, strict=True)]
    return pytest.mark.parametrize("variant", params)


class _OfOne(Run):
    """A run that asks about one exercise only; with `others` about all, but for what is trained, which takes seconds."""

    exercise: str
    others: bool

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        exercise, part = exercise_and_part(grade_id)
        is_asked = exercise == self.exercise or (self.others and part != "accuracy")
        return super().check(grade_id, check_cell) if is_asked else []


class _WithoutTraining(_OfOne):
    """A run that asks about all exercises, but for what is trained."""

    exercise, others = "", True


def _graded(judge: Judge, variant: Variant, others: bool = False) -> Report:
    """The report of the instructor's notebook with `variant` in its place."""
    assignment = classroom.COURSE.assignment(classroom.assignment_of(variant.exercise))
    notebook = classroom.with_code(classroom.solved(assignment.name), variant.exercise, variant.code)
    report = Report(variant.name, assignment.name, f"{assignment.name}.ipynb", SEED, judge.device, judge.sandbox)
    run = _OfOne(judge.zygote().own, notebook, assignment, report)
    run.exercise, run.others = variant.exercise, others
    run.go()
    return report


def _not_passed(report: Report) -> list[str]:
    return [
        f"{c.exercise}.{k.name} {k.status}: {k.message} {k.details}" for c in report.cells for k in c.checks if k.status != "pass"
    ]


@pytest.mark.parametrize("place", range(3))
@pytest.mark.parametrize("name", classroom.COURSE.names())
def test_right_code_of_all_exercises_passes_together(judge: Judge, name: str, place: int) -> None:
    """Three styles of each exercise, in one notebook with those of the others; the slow test next has each style for itself."""
    assignment = classroom.COURSE.assignment(name)
    notebook = classroom.solved(name)
    for exercise, found in itertools.groupby(RIGHT, lambda variant: variant.exercise):
        styles = list(found)
        classroom.with_code(notebook, exercise, styles[place % len(styles)].code)
    report = Report("right", name, f"{name}.ipynb", SEED, judge.device, judge.sandbox)
    run = (Run if place == 0 else _WithoutTraining)(judge.zygote().own, notebook, assignment, report)
    run.go()
    assert not _not_passed(report)
    assert {cell.exercise for cell in report.cells} == set(assignment.exercises())


@pytest.mark.slow
@pytest.mark.parametrize("variant", RIGHT, ids=lambda v: f"{v.exercise}-{v.name}")
def test_right_code_passes(judge: Judge, variant: Variant) -> None:
    report = _graded(judge, variant, others=True)
    assert not _not_passed(report), f"seed {report.seed}"


@_some(WRONG)
def test_wrong_code_fails_the_checks_meant_for_it(judge: Judge, variant: Variant) -> None:
    report = _graded(judge, variant)
    checks = [(cell.exercise, check) for cell in report.cells for check in cell.checks]
    assert not [check for _, check in checks if check.status == "error"]
    failed = {check.name: check.message for _, check in checks if check.status == "fail"}
    assert failed.keys() == set(variant.fails), f"seed {report.seed}: {failed}"
    assert any(variant.hint in message for message in failed.values()), failed


@pytest.mark.slow
@pytest.mark.parametrize("variant", WRONG, ids=lambda v: f"{v.exercise}-{v.name}")
def test_wrong_code_costs_its_own_points_only(judge: Judge, variant: Variant) -> None:
    """What stands on it is right, and is given its points: tests/test_carried.py."""
    report = _graded(judge, variant, others=True)
    failed = {f"{cell.exercise}.{k.name}: {k.message}" for cell in report.cells for k in cell.checks if k.status != "pass"}
    assert {one.partition(".")[0] for one in failed} == {variant.exercise}, failed
