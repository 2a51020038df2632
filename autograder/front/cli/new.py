"""`autograder new`: a new course, or a new assignment or exercise of one, that works as it is and is there to be written over."""

import argparse
import os
import shlex
from pathlib import Path
from typing import Any

from autograder.front.cli.usage import UsageError, course_dir
from autograder.notebooks.settings import CourseError


def add(commands: Any) -> None:
    """Add the command's parsers."""
    parser = commands.add_parser("new", help="a new course, or a new assignment or exercise of one")
    kinds = parser.add_subparsers(required=True, metavar="WHAT")
    course = kinds.add_parser("course", help="a folder with a course of one exercise")
    course.add_argument("folder", type=Path, metavar="DIR")
    course.set_defaults(run=_course)
    assignment = kinds.add_parser("assignment", help="a notebook in a folder of source/, to which exercises are added")
    assignment.add_argument("name", metavar="NAME", help="of the folder and the notebook, as in 02_filters")
    assignment.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    assignment.set_defaults(run=_assignment)
    exercise = kinds.add_parser("exercise", help="cells at the end of a notebook, a check file, a right and a wrong solution")
    exercise.add_argument("name", metavar="NAME", help="the name of the function, class or variable that students write")
    exercise.add_argument("--in", dest="assignment", required=True, metavar="ASSIGNMENT", help="or ASSIGNMENT/NOTEBOOK")
    exercise.add_argument("--question", action="store_true", help="a question with answers to choose from, not a function")
    exercise.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    exercise.set_defaults(run=_exercise)


def _course(arguments: argparse.Namespace) -> int:
    from autograder.authoring import new_course

    try:
        files = new_course.write(arguments.folder)
    except CourseError as e:
        raise UsageError(str(e)) from e
    for path in files:
        print(f"wrote {os.path.relpath(path)}")
    go = "" if arguments.folder.resolve() == Path.cwd() else f"cd {shlex.quote(str(arguments.folder))} && "
    print(f"Next: {go}autograder check-course, then README.md.")
    return 0


def _assignment(arguments: argparse.Namespace) -> int:
    from autograder.authoring import new_assignment
    from autograder.notebooks.course import Course

    try:
        course = Course.at(course_dir(arguments.course_dir))
        path = new_assignment.write(course, arguments.name.removeprefix("source/").strip("/"))
    except CourseError as e:
        raise UsageError(str(e)) from e
    print(f"wrote {_seen(path, course.root)}")
    print(f"Next: autograder new exercise NAME --in {path.stem}")
    return 0


def _exercise(arguments: argparse.Namespace) -> int:
    from autograder.authoring import new_exercise
    from autograder.notebooks.course import Course
    from autograder.text.near import near

    try:
        course = Course.at(course_dir(arguments.course_dir))
        assignment, _, notebook = arguments.assignment.removeprefix("source/").strip("/").partition("/")
        if assignment not in course.names():
            meant = near(assignment, course.names())
            there = ", ".join(course.names()) or "none"
            raise UsageError(
                f"{assignment} is no assignment of {course.root}{meant}; there are: {there}. "
                f"`autograder new assignment {shlex.quote(assignment)}` makes one."
            )
        where = course.assignment(assignment, notebook.removesuffix(".ipynb") or None)
        written = new_exercise.write(course, arguments.name, where, arguments.question)
    except CourseError as e:
        raise UsageError(str(e)) from e
    for path in written.files:
        print(f"wrote {_seen(path, course.root)}")
    print(f"added three cells to the end of {_seen(written.notebook, course.root)}")
    print(f"Next: write your own into them, and run `autograder exercise {arguments.name}`.")
    return 0


def _seen(path: Path, root: Path) -> Path:
    return path.relative_to(root) if path.is_relative_to(root) else path
