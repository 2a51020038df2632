"""Whether a course is sound: what can be told by reading its files, and what shows when its notebooks run."""

from autograder.authoring import by_reading, by_running
from autograder.judge.judge import Judge
from autograder.notebooks.course import Course
from autograder.notebooks.rules import Fault


def faults(course: Course, names: list[str], quick: bool = False) -> list[Fault]:
    """The faults of the assignments `names`, each with what mends it; `quick` reads, and runs nothing.

    Raises SandboxError when notebooks are to be run and the sandbox can't be had here.
    """
    found = by_reading.faults(course, names)
    if quick:
        return found
    with Judge(course, device="cpu") as judge:
        shown = by_running.faults(course, names, judge)
    # What was found in a made or a Python file by reading it is the reason of what it does when it is run.
    read = {fault.file for fault in found}
    return found + [fault for fault in shown if fault.file not in read or fault.file.is_relative_to(course.source)]
