"""What the commands share: wrong usage, and where the course is."""

import argparse
import os
from collections.abc import Iterable
from pathlib import Path

from autograder.notebooks.course import Course
from autograder.notebooks.settings import FILE
from autograder.workers import machine


class UsageError(Exception):
    """The command line asks for something that isn't there; the text says what and what to do."""


def course_dir(named: Path | None, paths: Iterable[Path] = ()) -> Path:
    """The folder that was named, else the nearest above this one, or above `paths`, that holds a course. Raises UsageError.

    What was handed in is no course, whatever a student put there: a course's own files run with the instructor's rights. So no
    folder below a `submitted` is taken, and of those above a path only one in whose `source` or `submitted` it lies.
    """
    if named is not None:
        return named
    here = Path.cwd()
    real = [Path(os.path.realpath(path)) for path in paths]  # which, unlike resolve(), takes a link that leads to itself
    above = [folder for path in real for folder in path.parents if _is_of(path, folder)]
    for folder in (here, *here.parents, *above):
        if is_course(folder) and HANDED_IN not in folder.parts:
            return folder
    raise UsageError(f"no course at or above {here}: run this in the course folder, or name it with --course-dir.")


def is_course(folder: Path) -> bool:
    """Whether a folder looks like a course's."""
    return (folder / "source").is_dir() and ((folder / FILE).exists() or (folder / "nbgrader_config.py").exists())


def add_device(parser: argparse.ArgumentParser) -> None:
    """Add the option that says where checks train."""
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto", help="where the checks train")


def device(arguments: argparse.Namespace, course: Course) -> str:
    """Where checks train here: "cpu" or "cuda". Raises UsageError where a GPU is asked for and can't be had, since nothing could
    be graded then.
    """
    if arguments.device == "cuda":
        if "torch" not in course.settings.modules:
            raise UsageError("--device cuda: this course names no torch in its course.toml, and uses no GPU.")
        if not machine.has_gpu():
            raise UsageError(
                "--device cuda: this machine has no GPU that torch can use (`autograder doctor --device cuda` says why)."
            )
    return machine.device(arguments.device)


def whole_number(text: str) -> int:
    """Any, for argparse."""
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no whole number") from None


def positive(text: str) -> int:
    """A number of things, for argparse."""
    number = whole_number(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


HANDED_IN = "submitted"


def _is_of(path: Path, folder: Path) -> bool:
    return path.relative_to(folder).parts[0] in ("source", HANDED_IN)
