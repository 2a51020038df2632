"""`autograder exercise`: grade the right and wrong solutions of an exercise, and say what is wrong with its checks."""

import argparse
import sys
from pathlib import Path
from typing import Any

from autograder.front.cli.usage import UsageError, course_dir, positive
from autograder.notebooks.settings import CourseError
from autograder.text.places import for_terminal


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser("exercise", help="grade the right and wrong solutions of an exercise")
    parser.add_argument("names", nargs="+", metavar="EXERCISE")
    parser.add_argument("--seeds", type=positive, default=5, metavar="N", help="grade each file with N seeds (5)")
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.add_argument("--messages", action="store_true", help="print what the student of each wrong solution reads first")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Grade the variants of the exercises that are named; 1 when the checks are wrong about one of them."""
    from autograder.authoring import exercise
    from autograder.notebooks.course import Course

    try:
        course = Course.at(course_dir(arguments.course_dir))
        if arguments.messages:
            for line in exercise.messages(course, arguments.names):
                print(for_terminal(line, sys.stdout.encoding))
            return 0
        faults, summary = exercise.examine(course, arguments.names, max(1, arguments.seeds))
    except CourseError as e:
        raise UsageError(str(e)) from e
    print("\n".join([*faults, summary]))
    return 1 if faults else 0
