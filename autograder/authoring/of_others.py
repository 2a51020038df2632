"""The faults by which a mistake would be paid for twice: they show when solutions are graded while a function is missing."""

from collections.abc import Iterator

from autograder.authoring import of_checks, submissions
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
    unsound = _lost(_graded(judge, assignment, versions, seed))
    for name, told in unsound.items():
        if name in versions and of_checks.no_version_of(name, versions[name]) is None:
            file = assignment.check_file(name)
            assert file is not None
            there = file.parent / RIGHT_VERSIONS / file.name
            yield Fault(there, "", f"it fails the checks of `{name}`: {told}", "Mend it.")
    if len(functions) > 1:
        for name in functions:
            lost = _lost(_graded(judge, assignment, {name: ""}, seed))
            for other in lost:
                if other != name:
                    yield from _of_other(assignment, other, name, is_sound=name in lost and name not in unsound)


def _of_other(assignment: Assignment, other: str, name: str, is_sound: bool) -> Iterator[Fault]:
    """Why `other` lost points when `name` was missing; `is_sound` says that the checks of `name` tell when it is missing, and
    that its right version passes them, else that is said.
    """
    file = assignment.check_file(other)
    assert file is not None
    there = f"{RIGHT_VERSIONS}/{name}.py"
    version = assignment.right_version(name)
    what = f"`{other}` loses points when `{name}` is missing, though its solution is right: it calls that."
    if name not in assignment.stands_on(other):
        write = "" if version is not None else f", and write {there}"
        yield Fault(file, "", what, f'Say {STANDS_ON} = ["{name}"] here{write}.')
    elif version is not None and is_sound and of_checks.no_version_of(name, version) is None:
        what = f"`{other}` loses points when `{name}` is missing, though {there} takes its place."
        yield Fault(file, "", what, f"Let that version do all that `{other}` needs of it.")


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
