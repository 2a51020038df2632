"""Grades the code of one exercise with many seeds: the notebook up to that exercise's checks, and no other checks.

For the kit's own questions about its grader. A submission is graded whole, and with one seed, by autograder.judge.
"""

import copy
from collections.abc import Iterable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import cache, cached_property
from multiprocessing import get_context

from autograder.authoring.submissions import assignment_of, with_code
from autograder.judge.judge import Judge
from autograder.judge.plugin import CheckCell
from autograder.judge.run import Run
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_picture, is_solution
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.format import NotebookNode
from autograder.results.report import CheckResult, Report
from autograder.sandbox.libc import die_with_parent

TRAINING = "accuracy"
"""The part of an exercise whose checks train for seconds."""


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

    def expected(self, fails: Iterable[str], seed: int) -> set[str]:
        """Those of `fails` that a seed can show: all of them with the first, with others those whose checks ran with it."""
        ran = {check.name for check in self.checks[seed]}
        return {check for check in fails if seed == self.code.seeds[0] or check in ran}

    @property
    def errors(self) -> list[str]:
        """Why checks couldn't be run, each reason once."""
        errors = [check for found in self.checks.values() for check in found if check.status == "error"]
        return list(dict.fromkeys(f"{check.name}: {check.reason or check.message}" for check in errors))


@dataclass(frozen=True)
class _Cut(Assignment):
    """An assignment up to the checks of one exercise, with no checks but these."""

    exercise: str

    @cached_property
    def notebook(self) -> NotebookNode:
        whole = Assignment(self.name, self.folder, self.notebook_name, self.settings).notebook
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
def _cut(course: Course, exercise: str) -> _Cut:
    whole = assignment_of(course, exercise)
    return _Cut(whole.name, whole.folder, whole.notebook_name, whole.settings, exercise)


class _ManySeeds(Run):
    """A run that checks with every seed where a submission is checked with one."""

    def __init__(self, judge: Judge, notebook: NotebookNode, code: Code) -> None:
        assignment = _cut(judge.course, code.exercise)
        report = Report(code.name, assignment.name, "", code.seeds[0], "cpu", sandbox=True)
        super().__init__(judge.zygote(), notebook, assignment, report)
        self.code = code
        self.found: dict[int, list[CheckResult]] = {seed: [] for seed in code.seeds}

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        seeds = self.code.seeds
        if exercise_and_part(grade_id)[1] == TRAINING:
            seeds = seeds[:1] if self.code.training else ()
        for seed in seeds:
            self.found[seed] += check_cell(grade_id, seed)
        return []


_judges: dict[Course, Judge] = {}


def grade(course: Course, code: Code) -> Graded:
    """Grade `code`, in this process's judge of the course."""
    if course not in _judges:
        _judges[course] = Judge(course, device="cpu")
    notebook = with_code(copy.deepcopy(_cut(course, code.exercise).notebook), code.exercise, code.text)
    run = _ManySeeds(_judges[course], notebook, code)
    run.go()
    return Graded(code, run.found)


def grade_all(course: Course, codes: Iterable[Code], jobs: int = 2) -> Iterator[Graded]:
    """Grade all of `codes`, in their order, in `jobs` processes."""
    wanted = list(codes)
    with ProcessPoolExecutor(jobs, get_context("spawn"), die_with_parent) as executor:
        yield from executor.map(grade, [course] * len(wanted), wanted)
