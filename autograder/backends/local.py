"""Submissions graded on this machine, several at a time."""

from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

from autograder.backends.remembered import Remembered, beside_of
from autograder.backends.task import Task
from autograder.judge.beginning import begun, new_seed
from autograder.notebooks.course import Assignment, Course
from autograder.notebooks.format import NotebookNode
from autograder.results.report import Report
from autograder.store.keys import Depends
from autograder.store.store import Store
from autograder.workers.scratch import sweep

if TYPE_CHECKING:
    from autograder.judge.judge import Judge
    from autograder.judge.submission import Submission


@dataclass(frozen=True)
class How:
    """How a class is graded: `jobs` submissions at a time; `device` is "cpu" or "cuda"; `seed` is every submission's seed, and
    None gives each its own, if its task has none.

    What is graded is kept in the `store`, and taken from there unless it is graded `anew`; a trial that doesn't `count` leaves
    there what each student has. `explains`: a check that fails says for the instructor what it saw.
    `keeps_cells`: the cells of graded notebooks are kept too.
    """

    jobs: int
    device: str
    seed: int | None = None
    sandbox: bool = True
    store: Store | None = None
    anew: bool = False
    counts: bool = True
    explains: bool = False
    keeps_cells: bool = False


@dataclass(frozen=True)
class Graded:
    """The report of the task with a `number`; whether it `is_known` from before; the digest of what was handed in, "" if nothing
    is kept; the report's number in the store, None if it isn't there.
    """

    number: int
    report: Report
    is_known: bool
    content: str = ""
    kept: int | None = None


class Class:
    """The submissions of a class, graded: `graded` gives each as soon as it is there.

    When `stop` says True, what is being graded is given up, and KeyboardInterrupt is raised once what is finished was given.
    """

    def __init__(self, course: Course, tasks: Sequence[Task], how: How, stop: Callable[[], bool] = lambda: False) -> None:
        self._course, self._tasks, self._how, self._stop = course, tasks, how, stop
        depends = Depends(course, how.device, how.sandbox)
        self._judge: Judge
        self._remembered = Remembered(how.store, course, depends, how.seed, how.anew, how.counts, how.keeps_cells)

    @property
    def trouble(self) -> str:
        """Why not all results could be kept; "" where all were."""
        return self._remembered.trouble

    @property
    def is_kept(self) -> bool:
        """Whether what is graded by now is in the store."""
        return self._how.store is not None and not self.trouble

    def graded(self) -> Generator[Graded]:
        """Each report. Raises SandboxError when the sandbox can't be had here, and CourseError for an assignment that can't be
        graded.
        """
        sweep()  # here, since where everything is known no zygote does it
        with ExitStack() as until_done:
            left: list[int] = []
            for number, task in enumerate(self._tasks):
                if self._stop():
                    raise KeyboardInterrupt
                report = self._remembered.report(task)
                if report is not None:
                    yield self._given(number, report, True)
                    continue
                if not left:
                    self._begin(until_done)
                left.append(number)
            if left:
                yield from self._judged(left)

    def _begin(self, until_done: ExitStack) -> None:
        """Start what takes a while, as soon as it is known that something is to be graded, and end it with `until_done`."""
        how = self._how
        zygote = begun(self._course, how.sandbox, how.jobs, self._stop)
        try:
            from autograder.judge.judge import Judge  # imports pytest, and then torch, while the zygote imports what workers need

            judge = Judge(self._course, how.device, how.sandbox, zygote, stop=self._stop, jobs=how.jobs, owns_zygote=True)
        except BaseException:
            zygote.close()
            raise
        self._judge = until_done.enter_context(judge)

    def _kept(self, number: int, report: Report, cells: NotebookNode | None) -> Graded:
        """What was just graded, once it is in the store."""
        self._remembered.keep(self._tasks[number], report, cells)
        return self._given(number, report, False)

    def _given(self, number: int, report: Report, is_known: bool) -> Graded:
        task = self._tasks[number]
        return Graded(number, report, is_known, self._remembered.content(task), self._remembered.number(task))

    def _judged(self, numbers: Sequence[int]) -> Generator[Graded]:
        """Each of these tasks, graded: here, in processes of this one."""
        from autograder.judge.grading import Grading, finished

        how = self._how
        running: list[Grading] = []
        number: dict[Grading, int] = {}
        waiting = iter(numbers)
        try:
            while running or len(number) < len(numbers):
                while len(running) < how.jobs and (following := next(waiting, None)) is not None:
                    grading = Grading(self._judge, self._submission(self._tasks[following]), how.keeps_cells)
                    number[grading] = following
                    running.append(grading)
                for grading, report in finished(running, self._stop):
                    yield self._kept(number[grading], report, grading.graded)
        finally:
            for grading in running:
                grading.kill()

    def _submission(self, task: Task) -> "Submission":
        return submission(self._remembered.assignment(task), task, self._seed(task), self._how.explains)

    def _seed(self, task: Task) -> int:
        return new_seed(self._how.seed if task.seed is None else task.seed)


def submission(assignment: Assignment, task: Task, seed: int, explains: bool = False) -> "Submission":
    """What a judge is given for a task."""
    from autograder.judge.submission import Submission

    return Submission(
        task.path,
        assignment,
        task.student,
        seed,
        top=task.top,
        notes=tuple(task.notes),
        instead=task.instead,
        beside=beside_of(task),
        explains=explains,
    )
