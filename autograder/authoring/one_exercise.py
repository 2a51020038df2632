"""Grades the code of one exercise with many seeds: the notebook up to that exercise's checks, and no other checks.

For the kit's own questions about its grader. A submission is graded whole, and with one seed, by autograder.judge.
"""

import copy
import select
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any

from autograder.authoring.submissions import assignment_of, with_code
from autograder.judge.apart import MAX_REPORT, STEP_SECONDS
from autograder.judge.job import Job
from autograder.judge.judge import Judge
from autograder.judge.plugin import CheckCell
from autograder.judge.run import Run
from autograder.judge.session import Session
from autograder.notebooks.cells import exercise_and_part, grade_id_of, is_graded, is_picture, is_solution
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.format import NotebookNode
from autograder.results.report import CheckResult, Report
from autograder.results.telling import is_named, place, said
from autograder.workers.line import Line

MAX_RESULT = 16 * MAX_REPORT
"""Bytes of what the checks of one exercise say with all the seeds."""
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

    def first(self, seed: int) -> str:
        """What the student reads first: the best sentence of the exercise, "" if nothing failed."""
        found = said(self.checks[seed])
        return found[0].sentence if found else ""

    def is_named(self, seed: int) -> bool:
        """Whether what the student reads first names a mistake, a line or a letter, and more than that a value is wrong."""
        found = [check for check in self.checks[seed] if check.status == "fail"]
        return bool(found) and is_named(min(found, key=place))

    def hints(self, seed: int) -> set[str]:
        """Every mistake that the checks took it for."""
        return {check.hint for check in self.checks[seed] if check.status == "fail" and check.hint}

    def expected(self, fails: Iterable[str], seed: int) -> set[str]:
        """Those of `fails` that a seed can show: all of them with the first, with others those whose checks ran with it."""
        ran = {check.name for check in self.checks[seed]}
        return {check for check in fails if seed == self.code.seeds[0] or check in ran}

    @property
    def names(self) -> set[str]:
        """The checks that ran, with whichever seed."""
        return {check.name for found in self.checks.values() for check in found}

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

    def __init__(self, line: Line, assignment: Assignment, notebook: NotebookNode, code: Code) -> None:
        report = Report(code.name, assignment.name, "", code.seeds[0], "cpu", sandbox=True)
        super().__init__(line, notebook, assignment, report)
        self.code = code
        self.found: dict[int, list[CheckResult]] = {seed: [] for seed in code.seeds}

    def check(self, grade_id: str, check_cell: CheckCell) -> list[CheckResult]:
        seeds = self.code.seeds
        if exercise_and_part(grade_id)[1] == TRAINING:
            seeds = seeds[:1] if self.code.training else ()
        purse = self.workers.purse
        for seed in seeds:
            purse.spent = purse.spent_idle = 0.0  # each seed stands for a submission
            self.found[seed] += check_cell(grade_id, seed)
        return []


def grade_all(course: Course, codes: Iterable[Code], jobs: int = 2) -> Iterator[Graded]:
    """Grade all of `codes`, in their order, `jobs` at a time. Raises Ended when one can't be graded at all."""
    wanted = list(codes)
    running: dict[int, Job] = {}
    found: dict[int, Graded] = {}
    given = started = 0
    with Judge(course, device="cpu", jobs=jobs) as judge:
        try:
            while given < len(wanted):
                while len(running) < jobs and started < len(wanted):
                    running[started] = _start(judge, wanted[started])
                    started += 1
                select.select(list(running.values()), [], [], STEP_SECONDS)
                for number in [number for number, job in running.items() if job.look()]:
                    found[number] = _graded(wanted[number], running.pop(number).result())
                while given in found:
                    yield found.pop(given)
                    given += 1
        finally:
            for job in running.values():
                job.kill()


def _graded(code: Code, result: dict[str, Any]) -> Graded:
    seeds = result["seeds"].items()
    return Graded(code, {int(seed): [CheckResult.of_dict(check) for check in found] for seed, found in seeds})


def _start(judge: Judge, code: Code) -> Job:
    assignment = _cut(judge.course, code.exercise)
    notebook = with_code(copy.deepcopy(assignment.notebook), code.exercise, code.text)

    def work(line: Line, session: Session) -> dict[str, Any]:
        run = _ManySeeds(line, assignment, notebook, code)
        run.go(session)
        return {"seeds": {seed: [check.as_dict() | {"picture": None} for check in found] for seed, found in run.found.items()}}

    return judge.start(assignment, work, MAX_RESULT)
