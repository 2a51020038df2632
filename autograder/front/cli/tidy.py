"""`autograder tidy`: give the cells of source notebooks readable ids that stay, and clear what a run left."""

import argparse
from pathlib import Path
from typing import Any

from autograder.front.cli.usage import UsageError, course_dir
from autograder.notebooks.settings import CourseError


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser("tidy", help="readable ids for the cells of source notebooks, and no outputs")
    parser.add_argument("notebooks", nargs="*", type=Path, metavar="NOTEBOOK", help="a notebook (else: all of source/)")
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Tidy the notebooks; what is tidy already stays as it is, byte for byte."""
    from autograder.authoring import tidying

    paths = arguments.notebooks or sorted((course_dir(arguments.course_dir) / "source").glob("*/*.ipynb"))
    for path in paths:
        if not path.is_file():
            raise UsageError(f"{path} is no notebook: name a file *.ipynb.")
    try:
        for path in paths:
            seen = path.resolve().relative_to(Path.cwd()) if path.resolve().is_relative_to(Path.cwd()) else path
            print(f"{seen}: {'made tidy' if tidying.tidy(path) else 'is tidy'}.")
    except CourseError as e:
        raise UsageError(str(e)) from e
    return 0
