"""No correct solution fails, no wrong one passes, and each wrong one is told which mistake it is. All in the real worker."""

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


def _id(variant: Variant) -> str:
    return f"{variant.exercise}-{variant.name}"


class _OwnTraining(Run):
    """A run that leaves out the training of other exercises: a network takes seconds to train, and tells nothing about this one."""

    exercise: str

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        exercise, part = exercise_and_part(grade_id)
        return [] if part == "accuracy" and exercise != self.exercise else super().check(grade_id, check_cell)


def _graded(judge: Judge, variant: Variant) -> Report:
    """The report of the instructor's notebook with `variant` in its place."""
    assignment = classroom.COURSE.assignment(classroom.assignment_of(variant.exercise))
    notebook = classroom.with_code(classroom.solved(assignment.name), variant.exercise, variant.code)
    report = Report(variant.name, assignment.name, f"{assignment.name}.ipynb", SEED, judge.device, judge.sandbox)
    run = _OwnTraining(judge.zygote().own, notebook, assignment, report)
    run.exercise = variant.exercise
    run.go()
    return report


@pytest.mark.parametrize("variant", RIGHT, ids=_id)
def test_right_code_passes(judge: Judge, variant: Variant) -> None:
    report = _graded(judge, variant)
    told = [
        f"{c.exercise}.{k.name} {k.status}: {k.message} {k.details}" for c in report.cells for k in c.checks if k.status != "pass"
    ]
    assert not told, f"seed {report.seed}: " + "\n".join(told)


@pytest.mark.parametrize("variant", WRONG, ids=_id)
def test_wrong_code_fails_the_checks_meant_for_it(judge: Judge, variant: Variant) -> None:
    report = _graded(judge, variant)
    checks = [(cell.exercise, check) for cell in report.cells for check in cell.checks]
    assert not [check for _, check in checks if check.status == "error"]
    failed = {f"{exercise}.{check.name}": check.message for exercise, check in checks if check.status == "fail"}
    own_failures = {name for name in failed if name.startswith(f"{variant.exercise}.")}
    assert own_failures == {f"{variant.exercise}.{name}" for name in variant.fails}, f"seed {report.seed}: {failed}"
    # A later exercise may call this one, and then fail with it; an earlier one may not.
    exercises = list(dict.fromkeys(exercise for exercise, _ in checks))
    later = exercises[exercises.index(variant.exercise) :]
    assert {name.split(".")[0] for name in failed} <= set(later), f"seed {report.seed}: {failed}"
    own = [message for name, message in failed.items() if name.startswith(f"{variant.exercise}.")]
    assert any(variant.hint in message for message in own), own
