"""Grades the code of one exercise with many seeds: the notebook up to that exercise's checks, and no other checks.

For the kit's own questions about its grader. A submission is graded whole, and with one seed, by autograder.judge.
"""

import copy
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property
from multiprocessing import get_context

import classroom
from nbformat import NotebookNode

from autograder.checking import CheckCell
from autograder.course import CHECKS, Assignment, exercise_and_part, grade_id_of, is_graded, is_picture, is_solution
from autograder.judge import Judge, Run
from autograder.report import CheckResult, Report
from autograder.sandbox import die_with_parent


@dataclass(frozen=True)
class Code:
    """What stands in an exercise's cell, and the seeds from which the checks draw. `name` is for the caller."""

    exercise: str
    name: str
    text: str
    seeds: tuple[int, ...]
    training: bool = True
    """The checks of the accuracy, which train for seconds, run with the first seed; False leaves them out."""


@dataclass(frozen=True)
class Graded:
    """The outcome of each check of the exercise, by the seed."""

    code: Code
    checks: dict[int, list[CheckResult]] = field(default_factory=dict)

    def failed(self, seed: int) -> dict[str, str]:
        """What the student is told, by the name of each check that failed."""
        return {check.name: check.message for check in self.checks[seed] if check.status == "fail"}

    @property
    def errors(self) -> list[str]:
        errors = [(seed, check) for seed, found in self.checks.items() for check in found if check.status == "error"]
        return [f"seed {seed}: {check.name}: {check.details}" for seed, check in errors]


@dataclass(frozen=True)
class _Cut(Assignment):
    """An assignment up to the checks of one exercise, with no checks but these."""

    exercise: str

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
        return exercise_and_part(str(grade_id_of(cell)))[0] == self.exercise


@cache
def _cut(exercise: str) -> _Cut:
    whole = classroom.COURSE.assignment(classroom.assignment_of(exercise))
    return _Cut(whole.name, whole.folder, exercise)


class _ManySeeds(Run):
    """A run that checks with every seed where a submission is checked with one."""

    def __init__(self, judge: Judge, notebook: NotebookNode, code: Code) -> None:
        assignment = _cut(code.exercise)
        report = Report(code.name, assignment.name, "", code.seeds[0], "cpu", sandbox=True)
        super().__init__(judge.workers(), notebook, assignment, report, CHECKS)
        self.code = code
        self.found: dict[int, list[CheckResult]] = {seed: [] for seed in code.seeds}

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        seeds = self.code.seeds
        if exercise_and_part(grade_id)[1] == "accuracy":
            seeds = seeds[:1] if self.code.training else ()
        for seed in seeds:
            self.found[seed] += check_cell(grade_id, seed)
        return []


_judge: Judge | None = None


def grade(code: Code) -> Graded:
    """Grade `code`, in this process's judge."""
    global _judge
    if _judge is None:
        _judge = Judge(classroom.COURSE, device="cpu")
    notebook = classroom.with_code(copy.deepcopy(_cut(code.exercise).notebook), code.exercise, code.text)
    run = _ManySeeds(_judge, notebook, code)
    run.go()
    return Graded(code, run.found)


def grade_all(codes: Iterable[Code], jobs: int = 2) -> Iterator[Graded]:
    """Grade all of `codes`, in their order, in `jobs` processes."""
    with ProcessPoolExecutor(jobs, get_context("spawn"), die_with_parent) as executor:
        yield from executor.map(grade, codes)
