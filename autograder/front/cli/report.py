"""`autograder report`: one page about a class, from the results that are kept; or the same in short, in the terminal."""

import argparse
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import quote

import autograder
from autograder.backends.places import of_kept
from autograder.front.cli import kept
from autograder.front.cli.usage import UsageError
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError
from autograder.results import json_file
from autograder.store.database import StoreError
from autograder.store.store import Kept, Store
from autograder.text.listing import counted, some_of
from autograder.text.places import for_file_name, for_terminal

if TYPE_CHECKING:
    from autograder.pages.class_report.gathered import Class, Submission
    from autograder.pages.class_report.made import Comparison

FOLDER, FEEDBACK = "report", "feedback"


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "report",
        help="a page about the class: points, commonest mistakes, checks, curves, code that is alike",
        description="Write a page about each assignment's class, one HTML file, from the latest results. Nothing is graded.",
    )
    parser.add_argument("assignment", nargs="?", metavar="ASSIGNMENT", help="only this one")
    parser.add_argument(
        "--out", type=Path, metavar="PLACE", help=f"the file to write, or a folder (else {FOLDER}/ in the course's folder)"
    )
    parser.add_argument("--terminal", action="store_true", help="print it in short, and write nothing")
    parser.add_argument(
        "--feedback", type=Path, metavar="DIR", help=f"where students' own pages lie (else {FEEDBACK}/ in the course's folder)"
    )
    parser.add_argument("--no-alike", action="store_true", help="compare no code, and don't read the notebooks again")
    kept.add_where(parser)
    parser.set_defaults(run=_run, optional="assignment")


def _run(arguments: argparse.Namespace) -> int:
    from autograder.pages.class_report.gathered import classes

    course, store = kept.course_and_store(arguments)
    latest = _latest(course, store, arguments.assignment)
    found, older = classes(latest), kept.by_older_checks(course, latest)
    if arguments.terminal:
        from autograder.front.cli.class_lines import show

        return show(found, older)
    places = _places(arguments.out, course, found)
    for path in places:
        if (why := json_file.cant_be_written(path)) is not None:
            raise UsageError(f"{path} {why}.")
    for one, path in zip(found, places, strict=True):
        _write(course, one, path, arguments, older)
    return 0


def _latest(course: Course, store: Store, assignment: str | None) -> list[Kept]:
    """What is kept of the assignment, or of all. Raises UsageError where that is nothing."""
    try:
        found = list(store.latest(assignment=assignment, pictures=False))
        if found:
            return found
        there = sorted({one.report.assignment for one in store.latest(pictures=False)})
    except StoreError as e:
        raise UsageError(str(e)) from e
    known = some_of(there, 20)
    graded = f"The assignments with results there: {known}." if there else "Nothing is graded there yet."
    if assignment in course.names():
        raise UsageError(f"nobody's {assignment} is graded yet, so there is no class to report. {graded}")
    raise UsageError(f"{store.path} has no results of {assignment or 'any assignment'}. {graded}")


def _places(out: Path | None, course: Course, found: "list[Class]") -> list[Path]:
    """Where each page goes. Raises UsageError."""
    names = [f"{for_file_name(_title(one))}.html" for one in found]
    if out is not None and not out.is_dir() and (len(found) == 1 or out.suffix):
        if len(found) > 1:
            titles = some_of([_title(one) for one in found], 20)
            raise UsageError(
                f"there are {len(found)} classes, and {out} is one file: name an assignment ({titles}), or a folder."
            )
        return [out]
    folder = out or course.root / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise UsageError(f"{folder} can't be made ({e.strerror}): name another place with --out.") from e
    return [folder / name for name in names]


def _title(one: "Class") -> str:
    return one.assignment if one.notebook in ("", one.assignment) else f"{one.assignment}-{one.notebook}"


def _write(course: Course, found: "Class", path: Path, arguments: argparse.Namespace, older: set[int]) -> None:
    """Write one page, and say where it is. Raises UsageError."""
    from autograder.pages.class_report.made import made

    comparison = _compared(course, found, arguments.no_alike)
    feedback = arguments.feedback or course.root / FEEDBACK
    try:
        json_file.write_text(path, made(found, autograder.__version__, comparison, _address(feedback, path), older))
    except OSError as e:
        raise UsageError(f"{path} can't be written ({e.strerror}).") from e
    print(for_terminal(f"{path}: {_title(found)}, {counted(len(found.submissions), 'notebook')}", sys.stdout.encoding))


def _compared(course: Course, found: "Class", is_off: bool) -> "Comparison":
    """The code of the class compared, as far as it can be had."""
    from autograder.pages.class_report import alike, codes
    from autograder.pages.class_report.made import Comparison

    if is_off:
        return Comparison(why="it was left out (--no-alike)")
    library = alike.library()
    try:
        assignment = course.assignment(found.assignment, found.notebook or None)
        filtered = (lambda text: None) if library is None else alike.filtered(library)
        read = codes.read(assignment, found.submissions, lambda one: _files(one, course.root), filtered)
        if library is None:
            return Comparison(codes=read, why=alike.ABSENT)
        return Comparison(alike.alike(library, read.found, found.submissions, codes.given(assignment)), read)
    except CourseError as e:
        return Comparison(why=f"the instructor's notebook can't be read ({str(e).rstrip('.')})")


def _files(one: "Submission", root: Path) -> list[tuple[Path, Path | None]]:
    """The files one of which was graded, as the store remembers them of the course at `root`."""
    try:
        task = of_kept(one.kept.task, root)
    except (KeyError, TypeError, ValueError):  # a store of another version, or none was noted
        return []
    return [(path, task.top) for path in (task.path, *task.instead)]


def _address(feedback: Path, page: Path) -> "Callable[[Submission], str]":
    """From a submission to its student's page, where nbgrader puts it, as seen from this `page`; "" where there is none."""
    here = os.path.realpath(page.parent)

    def address(one: "Submission") -> str:
        report = one.report
        if not report.student or report.student in (".", "..") or "/" in report.student:
            return ""
        path = feedback / report.student / report.assignment / f"{one.kept.notebook or report.assignment}.html"
        try:
            return quote(os.path.relpath(os.path.realpath(path), here)) if path.is_file() else ""
        except (OSError, ValueError):  # a name that no file can have
            return ""

    return address
