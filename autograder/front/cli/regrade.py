"""`autograder regrade`: grade again what was graded, by the checks as they are now, and say who gains or loses what."""

import argparse
import glob
import os
import sys
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from autograder.front.cli import kept
from autograder.front.cli.printed import Printer
from autograder.front.cli.progress import Bar
from autograder.front.cli.usage import UsageError, add_device, device, positive
from autograder.front.interrupted import Interruptions
from autograder.handed_in import shown
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError
from autograder.store.database import StoreError
from autograder.store.store import Kept, Store
from autograder.text.listing import listed
from autograder.text.places import for_terminal
from autograder.workers import machine

if TYPE_CHECKING:
    from autograder.backends.regrading import Change
    from autograder.backends.task import Task


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "regrade",
        help="grade again by changed checks: who gains or loses what",
        description="Grade again what was graded, each with its seed, by the checks as they are now, and print who gains or "
        "loses what. Where nothing has changed nothing is graded.",
    )
    parser.add_argument("assignment", nargs="?", metavar="ASSIGNMENT", help="only this one")
    parser.add_argument("--dry-run", action="store_true", help="change nobody's points: what is graded now is taken over later")
    parser.add_argument("--student", metavar="NAME", help="only this one's")
    add_device(parser)
    parser.add_argument("--jobs", type=positive, metavar="N", help="grade N notebooks at a time (else one for each core)")
    kept.add_where(parser)
    parser.set_defaults(run=run, optional="assignment")


def run(arguments: argparse.Namespace) -> int:
    """Grade again what the command line names."""
    from autograder.backends.local import Class, How  # imports pytest
    from autograder.backends.regrading import Change, lines_of, sum_of
    from autograder.sandbox.confine import SandboxError

    course, store = kept.course_and_store(arguments)
    where = device(arguments, course)
    jobs = arguments.jobs or machine.at_once(course.settings.limits, where == "cuda")
    changes: dict[int, Change] = {}
    numbers: dict[int, int | None] = {}
    with Interruptions() as interrupted, kept.alone(store):
        before, tasks = _wanted(kept.latest(store, course, arguments.student, arguments.assignment), course)
        # A trial, until all are graded: nobody's points change while it isn't known whose do.
        graded = Class(course, tasks, How(jobs, where, store=store, counts=False), interrupted)
        try:
            with Bar(len(before), "regrading") as bar:
                for one in graded.graded():
                    is_another = one.content != before[one.number].content
                    changes[one.number] = Change(before[one.number].report, one.report, is_another)
                    numbers[one.number] = one.kept
                    bar.advance()
        except (SandboxError, CourseError) as e:
            raise UsageError(str(e)) from e
        except KeyboardInterrupt:
            others = "the same command goes on with the others" if graded.is_kept else "nothing of it is kept"
            told = f"stopped after {len(changes)} of {len(before)}: nobody's points have changed; {others}."
            print(f"autograder: {told}", file=sys.stderr)
            return 128 + interrupted.number
        found = [changes[number] for number in sorted(changes)]
        printer = Printer()
        printer.lines(lines_of(found))  # before they are taken over: who is stopped in between reads them again
        why = graded.trouble if arguments.dry_run else graded.trouble or _taken_over(store, changes, numbers)
        printer.lines([sum_of(found, arguments.dry_run or bool(why))])
    if not arguments.dry_run and not why:
        printer.lines(_of_gradebook(course, list(dict.fromkeys(change.now.assignment for change in found))))
    if why:
        print(f"autograder: not all results could be kept: {why}", file=sys.stderr)
    return 0 if not why and not any(change.now.status == "error" for change in found) else 1


def _wanted(latest: list[Kept], course: Course) -> tuple[list[Kept], list["Task"]]:
    """What is to be graded again, and as which tasks; of what isn't there any more it is said."""
    from autograder.backends.places import of_kept

    before, tasks, told = [], [], dict[str, None]()
    for known in latest:
        task = of_kept(known.task, course.root, known.report.seed)
        if task.assignment not in course.names():
            told[f"{task.assignment} is no assignment of this course any more"] = None
        elif not os.path.lexists(task.path):
            told[f"{task.student}'s {shown(task.path.name)} isn't there any more ({shown(str(task.path))})"] = None
        else:
            before.append(known)
            tasks.append(task)
    for what in told:
        print(for_terminal(f"autograder: {what}: points stay as they are.", sys.stderr.encoding), file=sys.stderr)
    return before, tasks


def _of_gradebook(course: Course, assignments: list[str]) -> Iterator[str]:
    """A sentence about nbgrader's gradebook, which this store isn't, where the course has one."""
    autograded = course.root / "autograded"
    theirs = [
        name for name in assignments if (course.root / "gradebook.db").exists() or any(autograded.glob(f"*/{glob.escape(name)}"))
    ]
    if theirs:
        which = theirs[0] if len(theirs) == 1 else "ASSIGNMENT"
        of = "" if len(theirs) == 1 else f" (ASSIGNMENT: {listed(theirs)})"
        yield f"nbgrader's gradebook is as it was: `nbgrader autograde {which} --force` grades there by these checks too{of}."


def _taken_over(store: Store, changes: dict[int, "Change"], numbers: dict[int, int | None]) -> str:
    """Make what was graded in all the latest of each student, at once; "", or why that can't be."""
    whole = [number for at, number in numbers.items() if number is not None and changes[at].now.status != "error"]
    try:
        store.make_latest(whole)
    except StoreError as e:
        return str(e)
    return ""
