"""`autograder show`: what came of a student's work, from the results that are kept."""

import argparse
from typing import Any

from autograder.front.cli import kept
from autograder.front.cli.printed import Printer


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "show",
        help="all that was found about a student's work",
        description="Print the latest results of a student, as `autograder grade --verbose` does. Nothing is graded.",
    )
    parser.add_argument("student", metavar="STUDENT")
    parser.add_argument("exercise", nargs="?", metavar="EXERCISE", help="only this one")
    parser.add_argument("--assignment", metavar="NAME", help="only this one")
    kept.add_where(parser)
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    course, store = kept.course_and_store(arguments)
    found = kept.latest(store, course, arguments.student, arguments.assignment)
    if arguments.exercise:
        found = kept.with_exercise(found, arguments.exercise)
        for one in found:
            one.report.cells = [cell for cell in one.report.cells if cell.exercise == arguments.exercise]
    printer = Printer()
    for one in found:
        printer.show(one.report, passed=bool(arguments.exercise))
    return 0
