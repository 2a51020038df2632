"""`autograder doctor`: what this machine has of what grading needs, and what to do about what is missing."""

import argparse
import shutil
import textwrap
from pathlib import Path
from typing import Any

from autograder.front.cli.usage import UsageError, course_dir
from autograder.notebooks.settings import CourseError
from autograder.text.places import for_terminal

_INDENT = " " * 23


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "doctor",
        help="what this machine has of what grading needs",
        description="Look at this machine, and say what to do about each thing that is missing. Exit status 1 if it can't grade.",
    )
    parser.add_argument("--device", choices=["cpu", "cuda"], default="cpu", help="cuda: a GPU is wanted")
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from autograder.backends import doctor
    from autograder.notebooks.course import Course

    try:
        course = Course.at(course_dir(arguments.course_dir))
    except UsageError as e:
        if arguments.course_dir is not None:
            raise
        print(f"{e} Without one, packages and data can't be looked at.\n")
        course = None
    except CourseError as e:
        raise UsageError(str(e)) from e
    cant_grade, width = False, max(60, min(shutil.get_terminal_size().columns, 100))
    for found in doctor.findings(course, arguments.device == "cuda"):
        sign = "ok" if found.is_well else "NO" if found.needed else "--"
        print(f"{sign}  {found.what:18} {for_terminal(found.seen)}", flush=True)
        if found.mend:
            print(textwrap.fill(for_terminal(found.mend), width, initial_indent=_INDENT, subsequent_indent=_INDENT))
        cant_grade |= found.needed and not found.is_well
    print("\nThis machine can't grade yet: see the lines with NO." if cant_grade else "\nThis machine can grade.")
    return 1 if cant_grade else 0
