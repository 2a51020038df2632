"""Submissions graded on this machine: one after another, or several at a time, each process with a judge of its own."""

import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from multiprocessing.util import Finalize

from autograder.backends.task import Task
from autograder.judge.judge import Judge
from autograder.notebooks import reading
from autograder.notebooks.course import Course
from autograder.results.report import Report
from autograder.sandbox.libc import die_with_parent

_judge: Judge | None = None


def grade_all(course: Course, tasks: Sequence[Task], jobs: int, device: str, seed: int | None, sandbox: bool) -> Iterator[Report]:
    """The report of each task, in their order. `seed` is every submission's seed; None gives each its own.

    Raises SandboxError when the sandbox can't be had here, and CourseError for an assignment that can't be graded.
    """
    jobs = min(jobs, len(tasks))
    if jobs == 1:
        with Judge(course, device, sandbox) as judge:
            for task in tasks:
                yield _grade(judge, task, seed)
        return
    # Spawned, not forked: a judge's threads and sockets don't survive a fork.
    with ProcessPoolExecutor(jobs, get_context("spawn"), _start, (course, device, sandbox)) as executor:
        yield from executor.map(_grade_here, tasks, [seed] * len(tasks))


def _start(course: Course, device: str, sandbox: bool) -> None:
    global _judge
    if sys.platform == "linux":
        die_with_parent()  # a judge whose command was killed would wait for work for ever
    _judge = Judge(course, device, sandbox)
    Finalize(None, _judge.close, exitpriority=10)  # such a process runs nothing of atexit's


def _grade_here(task: Task, seed: int | None) -> Report:
    assert _judge is not None
    return _grade(_judge, task, seed)


def _grade(judge: Judge, task: Task, seed: int | None) -> Report:
    return judge.grade(reading.read(task.path), task.assignment, task.student, seed, task.notebook)
