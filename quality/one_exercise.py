"""Grades the code of one exercise many times over: the notebook up to that exercise's checks, and no other checks.

For the kit's own questions about its grader. A submission is graded whole, by autograder.judge.
"""

import copy
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property
from multiprocessing import get_context

import classroom
from nbformat import NotebookNode

from autograder.course import Assignment, Course, exercise_and_part, grade_id_of, is_graded, is_picture, is_solution
from autograder.judge import Judge
from autograder.report import CheckResult


@dataclass(frozen=True)
class Code:
    """What stands in an exercise's cell, and the seed from which the checks draw. `name` is for the caller."""

    exercise: str
    name: str
    text: str
    seed: int
    training: bool = True
    """False leaves out the checks of the accuracy, which train for seconds."""


@dataclass(frozen=True)
class Graded:
    """The outcome of each check of the exercise."""

    code: Code
    checks: list[CheckResult] = field(default_factory=list)

    @property
    def failed(self) -> dict[str, str]:
        """What the student is told, by the name of each check that failed."""
        return {check.name: check.message for check in self.checks if check.status == "fail"}

    @property
    def errors(self) -> list[str]:
        return [f"{check.name}: {check.details}" for check in self.checks if check.status == "error"]


@dataclass(frozen=True)
class _Cut(Assignment):
    """An assignment up to the checks of one exercise, with no checks but these."""

    exercise: str
    training: bool

    @cached_property
    def notebook(self) -> NotebookNode:
        whole = Assignment(self.name, self.folder).notebook
        found = copy.copy(whole)
        found.cells = [cell for cell in whole.cells if cell.cell_type == "code" and self._wanted(cell)]
        last = max(i for i, cell in enumerate(found.cells) if is_graded(cell))
        found.cells = found.cells[: last + 1]
        return found

    def _wanted(self, cell: NotebookNode) -> bool:
        if is_picture(cell):
            return False
        if not is_graded(cell) or is_solution(cell):
            return True
        exercise, part = exercise_and_part(str(grade_id_of(cell)))
        return exercise == self.exercise and (self.training or part != "accuracy")


class _OneExercise(Course):
    """A course whose assignments are single exercises: `train_epoch`, or `train_epoch:quick` without training."""

    def assignment(self, name: str) -> Assignment:
        return _cut(name)


@cache
def _cut(name: str) -> _Cut:
    exercise, _, quick = name.partition(":")
    whole = classroom.COURSE.assignment(classroom.assignment_of(exercise))
    return _Cut(whole.name, whole.folder, exercise, training=not quick)


_judge: Judge | None = None


def grade(code: Code) -> Graded:
    """Grade `code`, in this process's judge."""
    global _judge
    if _judge is None:
        _judge = Judge(_OneExercise(classroom.COURSE.root, classroom.COURSE.source), device="cpu")
    name = code.exercise + ("" if code.training else ":quick")
    notebook = classroom.with_code(copy.deepcopy(_cut(name).notebook), code.exercise, code.text)
    report = _judge.grade(notebook, name, code.name, code.seed)
    return Graded(code, [check for cell in report.cells for check in cell.checks])


def grade_all(codes: Iterable[Code], jobs: int = 2) -> Iterator[Graded]:
    """Grade all of `codes`, in their order, in `jobs` processes."""
    with ProcessPoolExecutor(jobs, get_context("spawn")) as executor:
        yield from executor.map(grade, codes, chunksize=4)
