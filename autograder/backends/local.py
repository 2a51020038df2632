"""Submissions graded on this machine, several at a time."""

from collections.abc import Callable, Generator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass

from autograder.backends.remembered import Remembered, beside_of
from autograder.backends.task import Task
from autograder.judge.grading import Grading, finished
from autograder.judge.judge import Judge
from autograder.judge.submission import Submission
from autograder.notebooks.course import Course
from autograder.results.report import Report
from autograder.store.keys import Depends
from autograder.store.store import Store


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
    is kept.
    """

    number: int
    report: Report
    is_known: bool
    content: str = ""


class Class:
    """The submissions of a class, graded: `graded` gives each as soon as it is there.

    When `stop` says True, what is being graded is given up, and KeyboardInterrupt is raised once what is finished was given.
    """

    def __init__(self, course: Course, tasks: Sequence[Task], how: How, stop: Callable[[], bool] = lambda: False) -> None:
        self._course, self._tasks, self._how, self._stop = course, tasks, how, stop
        depends = Depends(course, how.device, how.sandbox)
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
        with ExitStack() as until_done:
            left: list[int] = []
            judge: Judge | None = None
            for number, task in enumerate(self._tasks):
                if self._stop():
                    raise KeyboardInterrupt
                report = self._remembered.report(task)
                if report is not None:
                    yield Graded(number, report, True, self._remembered.content(task))
                    continue
                left.append(number)
                if judge is None:  # it begins while what is known is looked up
                    judge = until_done.enter_context(self._judge())
            if judge is not None:
                yield from self._judged(judge, left)

    def _judge(self) -> Judge:
        how = self._how
        return Judge(self._course, how.device, how.sandbox, stop=self._stop, jobs=how.jobs, begins_at_once=True)

    def _judged(self, judge: Judge, numbers: Sequence[int]) -> Generator[Graded]:
        how = self._how
        running: list[Grading] = []
        number: dict[Grading, int] = {}
        waiting = iter(numbers)
        try:
            while running or len(number) < len(numbers):
                while len(running) < how.jobs and (following := next(waiting, None)) is not None:
                    grading = Grading(judge, self._submission(judge, self._tasks[following]), how.keeps_cells)
                    number[grading] = following
                    running.append(grading)
                for grading, report in finished(running, self._stop):
                    task = self._tasks[number[grading]]
                    self._remembered.keep(task, report, grading.graded)
                    yield Graded(number[grading], report, False, self._remembered.content(task))
        finally:
            for grading in running:
                grading.kill()

    def _submission(self, judge: Judge, task: Task) -> Submission:
        return Submission(
            task.path,
            self._remembered.assignment(task),
            task.student,
            judge.seed(self._how.seed if task.seed is None else task.seed),
            top=task.top,
            notes=tuple(task.notes),
            instead=task.instead,
            beside=beside_of(task),
            explains=self._how.explains,
        )
