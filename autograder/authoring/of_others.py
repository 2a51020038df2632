"""The faults by which a mistake would be paid for twice: they show when solutions are graded while a function is missing."""

from collections.abc import Iterator

from autograder.authoring import submissions
from autograder.judge.judge import Judge
from autograder.notebooks.check_file import STANDS_ON
from autograder.notebooks.course import RIGHT_VERSIONS, Assignment
from autograder.notebooks.rules import Fault
from autograder.results.report import Report


def faults(judge: Judge, assignment: Assignment, seed: int) -> Iterator[Fault]:
    """Right versions that aren't right, and exercises that fail for want of another which their check file doesn't name."""
    if not assignment.settings.carried_forward:
        return
    functions = [name for name in assignment.exercises() if not name.startswith(assignment.settings.words.question)]
    versions = {name: text for name in functions if (text := assignment.right_version(name)) is not None}
    for name, told in _lost(_graded(judge, assignment, versions, seed)).items():
        if name in versions:
            file = assignment.check_file(name)
            assert file is not None
            there = file.parent / RIGHT_VERSIONS / file.name
            yield Fault(there, "", f"it fails the checks of `{name}`: {told}", "Mend it.")
    if len(functions) > 1:
        for name in functions:
            for other, _ in _lost(_graded(judge, assignment, {name: ""}, seed)).items():
                if other != name:
                    file = assignment.check_file(other)
                    assert file is not None
                    what = f"`{other}` loses points when `{name}` is missing, though its solution is right: it calls that."
                    mend = f'Say {STANDS_ON} = ["{name}"] here, and write {RIGHT_VERSIONS}/{name}.py: docs/authoring.md.'
                    yield Fault(file, "", what, mend)


def _graded(judge: Judge, assignment: Assignment, codes: dict[str, str], seed: int) -> Report:
    notebook = submissions.solved(assignment)
    for name, code in codes.items():
        submissions.with_code(notebook, name, code)
    return judge.grade(notebook, assignment.name, "the solution", seed, assignment.notebook_name)


def _lost(report: Report) -> dict[str, str]:
    """The exercises that lost points, each with the first sentence of why."""
    wrong = [
        (cell.exercise, check) for cell in report.cells if not cell.as_written for check in cell.checks if check.status == "fail"
    ]
    return {exercise: check.message for exercise, check in reversed(wrong)}
