"""`autograder gradescope`: write the zip of which Gradescope makes an autograder."""

import argparse
from pathlib import Path
from typing import Any

from autograder.formats.gradescope import VISIBILITIES
from autograder.front.cli.usage import UsageError, course_dir
from autograder.notebooks.settings import CourseError
from autograder.results import json_file


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "gradescope",
        help="a zip for Gradescope, which grades there what is handed in there",
        description="Write an autograder for Gradescope: the course, the engine, setup.sh and run_autograder.",
    )
    parser.add_argument("assignment", metavar="ASSIGNMENT")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the zip to write")
    parser.add_argument(
        "--visibility", choices=VISIBILITIES, metavar="WHEN", default="visible", help="when students see what came of it"
    )
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from autograder.notebooks.course import Course
    from autograder.templates import gradescope

    if (why := json_file.cant_be_written(arguments.out)) is not None:
        raise UsageError(f"{arguments.out} {why}.")
    try:
        course = Course.at(course_dir(arguments.course_dir))
        name = course.assignment(arguments.assignment.removeprefix("source/").strip("/")).name
        content = gradescope.zipped(gradescope.files(course, name, arguments.visibility))
        json_file.write_bytes(arguments.out, content)
    except CourseError as e:
        raise UsageError(str(e)) from e
    except OSError as e:
        raise UsageError(f"{arguments.out} can't be written: {e.strerror}.") from e
    print(f"wrote {arguments.out}: {len(content) / 1e6:.1f} MB, with the hidden checks and the solutions. Keep it private.")
    print("Next: upload it in Gradescope under Configure Autograder, and try it there with the solution (docs/exports.md).")
    return 0
