"""`autograder check-course`: say what is wrong with a course, and what mends it."""

import argparse
from pathlib import Path
from typing import Any

from autograder.front.cli.usage import UsageError, course_dir
from autograder.notebooks.settings import CourseError
from autograder.text.near import near_each


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "check-course",
        help="say what is wrong with a course, and what mends it",
        description="Say each fault of the course in a sentence, and what mends it. Ends with 0 if there is none, else with 1. "
        "What the scaffold left to be written over is named too, and counts as none.",
    )
    parser.add_argument("names", nargs="*", metavar="ASSIGNMENT", help="look at these only (else: at all)")
    parser.add_argument("--quick", action="store_true", help="read the files and run nothing: a second or two")
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Print the faults; 1 if there are any."""
    from autograder.authoring import course_check, left_over
    from autograder.notebooks.course import Course
    from autograder.sandbox.confine import SandboxError

    root = course_dir(arguments.course_dir)
    if not (root / "source").is_dir():
        raise UsageError(f"{root / 'source'} is missing: run this in the course folder, or name it with --course-dir.")
    try:
        course = Course.at(root)
    except CourseError as e:
        print(e)
        return 1
    names = [Path(name).name for name in arguments.names] or course.names()
    unknown = [name for name in names if name not in course.names()]
    if unknown:
        there = ", ".join(course.names()) or "none"
        raise UsageError(f"{near_each(unknown, course.names())}: no assignment of this course; there are: {there}.")
    if not names:
        print(f"{course.source} has no assignment yet: write one with `autograder new assignment NAME`.")
        return 1
    try:
        found = course_check.faults(course, names, arguments.quick)
    except SandboxError as e:
        raise UsageError(f"{e} With --quick nothing is run.") from e
    for fault in [*found, *left_over.notes(course, names)]:
        print(fault.told(course.root))
    looked = f"{len(names)} assignment{'s' * (len(names) != 1)} {'read' if arguments.quick else 'read and run'}"
    print(f"{looked}: {f'{len(found)} to mend' if found else 'nothing to mend'}.")
    return 1 if found else 0
