"""`autograder show`: what came of a student's work, from the results that are kept."""

import argparse
import shlex
import shutil
import sys
from typing import Any

from autograder.front.cli import kept, shown
from autograder.front.cli.printed import Printer
from autograder.notebooks.cells import exercise_and_part

_PLACES = ("course_dir", "store")


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "show",
        help="all that was found about a student's work",
        description="Print the latest results of a student: points, when and where, and all that was found. Nothing is graded.",
    )
    parser.add_argument("student", metavar="STUDENT")
    parser.add_argument("exercise", nargs="?", metavar="EXERCISE", help="only this one")
    parser.add_argument("--assignment", metavar="NAME", help="only this one")
    kept.add_where(parser)
    parser.set_defaults(run=_run, optional="exercise")


def _run(arguments: argparse.Namespace) -> int:
    course, store = kept.course_and_store(arguments)
    found = kept.latest(store, course, arguments.student, arguments.assignment)
    if arguments.exercise:
        found = kept.with_exercise(found, arguments.exercise)
        for one in found:
            one.report.cells = [cell for cell in one.report.cells if cell.exercise == arguments.exercise]
            by_hand = one.report.by_hand.items()
            one.report.by_hand = {name: points for name, points in by_hand if exercise_and_part(name)[0] == arguments.exercise}
    older = kept.by_older_checks(course, found)
    printer = Printer()
    for number, one in enumerate(found):
        options = [f" --assignment {shlex.quote(one.report.assignment)}"] if len(found) > 1 else []
        options += [
            f" --{name.replace('_', '-')} {shlex.quote(str(path))}" for name in _PLACES if (path := vars(arguments)[name])
        ]
        printer.lines([""] if number else [])
        about = shown.lines(one, course.root, _width(), sys.stdout.encoding, arguments.exercise or "", "".join(options))
        printer.lines(about)
        if one.number in older:
            printer.lines(["", *shown.older(one.report.assignment, _width())])
    return 0


def _width() -> int:
    """Of a terminal, as far as one reads easily; 80 of anything else."""
    return min(shutil.get_terminal_size((80, 24)).columns, 100) if sys.stdout.isatty() else 80
