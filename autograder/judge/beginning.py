"""What a grading begins with, before the judge itself is imported: that takes a while, and so does a zygote's start."""

import secrets
from collections.abc import Callable

from autograder.notebooks.course import Course
from autograder.results.report import MAX_SEED
from autograder.workers import machine
from autograder.workers.zygote import Zygote


def begun(course: Course, sandbox: bool, jobs: int, stop: Callable[[], bool]) -> Zygote:
    """A zygote for a course, which begins to import what that names. `jobs` submissions share the machine's memory at a time.

    Raises SandboxError, and CourseError for data that can't be laid out.
    """
    return Zygote(course.setup(), sandbox, machine.fitting(course.settings.limits, jobs), stop)


def new_seed(seed: int | None = None) -> int:
    """`seed`, or a new one: so large that who sees what was drawn from it can't find it again by trying, or from a table."""
    return secrets.randbelow(MAX_SEED + 1) if seed is None else seed
