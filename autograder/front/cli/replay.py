"""`autograder replay`: run a student's exercise again with its seed, and show the instructor what its checks saw."""

import argparse
import os
import sys
from collections.abc import Iterator
from typing import Any

from autograder.front.cli import kept
from autograder.front.cli.printed import Printer
from autograder.front.cli.usage import UsageError, add_device, device
from autograder.front.interrupted import Interruptions
from autograder.handed_in import shown
from autograder.notebooks.settings import CourseError
from autograder.results.report import Report
from autograder.text.places import for_terminal


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "replay",
        help="a student's exercise once more: input, expected and actual value",
        description="Run a student's notebook again with the same seed, and print for each check of an exercise what it gave the "
        "student's code, what came, and what should have come. For instructors: hidden inputs and right answers are in it.",
    )
    parser.add_argument("student", metavar="STUDENT")
    parser.add_argument("exercise", metavar="EXERCISE")
    parser.add_argument("--assignment", metavar="NAME", help="the assignment, where several have an exercise of this name")
    add_device(parser)
    kept.add_where(parser)
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Run again what the command line names."""
    from autograder.backends.local import Class, How  # imports pytest
    from autograder.backends.places import of_kept
    from autograder.sandbox.confine import SandboxError

    course, store = kept.course_and_store(arguments)
    wanted = kept.with_exercise(kept.latest(store, course, arguments.student, arguments.assignment), arguments.exercise)
    task = of_kept(wanted[0].task, course.root, wanted[0].report.seed)
    if not os.path.lexists(task.path):
        told = f"{task.student}'s notebook isn't at {shown(str(task.path))} any more; its result stays (see `autograder show`)."
        print(for_terminal(f"autograder: {told}", sys.stderr.encoding), file=sys.stderr)
        return 1
    how = How(1, device(arguments, course), explains=True)
    with Interruptions() as interrupted:
        try:
            reports = [one.report for one in Class(course, [task], how, interrupted).graded()]
        except (SandboxError, CourseError) as e:
            raise UsageError(str(e)) from e
        except KeyboardInterrupt:
            return 128 + interrupted.number
    Printer().lines(_lines(reports[0], wanted[0].report, arguments.exercise))
    return 0 if reports[0].status != "error" else 1


def _lines(now: Report, before: Report, exercise: str) -> Iterator[str]:
    """What each check of the exercise saw, and whether that is what it said when it was graded."""
    yield f"{now.student}  {now.assignment}  {exercise}  seed {now.seed}"
    for note in now.notes:
        yield f"  note: {note}"
    then = {check.name: check.status for check in before.checks_of(exercise)}
    for check in now.checks_of(exercise):
        changed = (
            "" if then.get(check.name, check.status) == check.status else f"  (it was {then[check.name]} when it was graded)"
        )
        yield f"  {check.name}: {check.status}{changed}"
        if check.status != "pass":
            yield f"    {' '.join(check.message.split())}"
            yield from (f"    {line}" for line in (check.details or check.reason).splitlines())
