"""`autograder data`: lay out a course's data where its notebooks look for it."""

import argparse
from functools import partial
from pathlib import Path
from typing import Any

from autograder.front.cli.usage import UsageError, course_dir
from autograder.notebooks.settings import CourseError
from autograder.text.near import near_each


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser("data", help="lay out the course's data where its notebooks look for it")
    parser.add_argument("names", nargs="*", metavar="NAME", help="a data set of course.toml (else: those that grading needs)")
    parser.add_argument("--to", type=Path, metavar="DIR", help="another folder than the usual one")
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Lay out the data sets that are named."""
    from rich.progress import Progress

    from autograder.notebooks import datasets
    from autograder.notebooks.course import Course

    try:
        course = Course.at(course_dir(arguments.course_dir))
        laid_out = {found.name: found for found in course.settings.data if found.code is not None}
        unknown = [name for name in arguments.names if name not in laid_out]
        if unknown or not laid_out:
            there = ", ".join(laid_out) or "none"
            raise UsageError(
                f"{near_each(unknown, laid_out) or 'this course'}: no data set to lay out; course.toml names: {there}."
            )
        chosen = arguments.names or [name for name, found in laid_out.items() if found.to]
        if arguments.to is not None and len(chosen) != 1:
            raise UsageError(f"--to goes with one data set; name one of: {', '.join(laid_out)}.")
        for name in chosen:
            with Progress() as bar:
                task = bar.add_task(name, total=None)
                progress = partial(_show, bar, task)
                folder, wrote = datasets.install(laid_out[name], course.settings.checks, arguments.to, progress)
            said = laid_out[name].says or "everything"
            print(f"{folder}: {said + ' written' if wrote else 'is there already, left as it is'}.")
    except CourseError as e:
        raise UsageError(str(e)) from e
    return 0


def _show(bar: Any, task: Any, done: int, total: int) -> None:
    bar.update(task, completed=done, total=total)
