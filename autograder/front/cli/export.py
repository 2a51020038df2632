"""`autograder export`: what is kept of a class, as the file that a platform or a spreadsheet takes. Nothing is graded."""

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from autograder.formats import canvas, filled_in, gradescope, junit, moodle, moodle_worksheet, roster, table, workbook
from autograder.formats.sheet import Sheet
from autograder.formats.totals import totals
from autograder.front.cli import kept
from autograder.front.cli.by_people import GRADEBOOK, with_points_by_people
from autograder.front.cli.usage import UsageError
from autograder.results import json_file, rows
from autograder.text.listing import counted, some_of
from autograder.text.places import for_file_name, for_terminal

_FORMATS = {
    "csv": "a table, a row for each notebook and a column for each exercise",
    "xlsx": "the same as a workbook",
    "junit": "JUnit's XML, a test case for each exercise",
    "canvas": "a file for Canvas's gradebook; with --roster its own export, filled in",
    "moodle": "a file for Moodle's gradebook; with --roster its own export, or a grading worksheet, filled in",
    "gradescope": "results.json, for one --student; else a folder with one for each",
}
_MOST_TOLD = 20
_WHOSE = "whose.csv"
"""Beside the folders for Gradescope: which is whose, where not all are called as their students are."""


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "export",
        help="the points of a class for Canvas, Moodle, Gradescope, a spreadsheet",
        description="Write the latest results of a class as a file that others read. Nothing is graded (docs/exports.md).",
        epilog="formats: " + "; ".join(f"{name}: {what}" for name, what in _FORMATS.items()),
    )
    parser.add_argument("format", choices=tuple(_FORMATS), metavar="FORMAT", help=", ".join(_FORMATS))
    parser.add_argument("assignment", nargs="?", metavar="ASSIGNMENT", help="only this one")
    parser.add_argument("--out", type=Path, required=True, metavar="FILE", help="the file to write")
    parser.add_argument("--student", metavar="STUDENT", help="only this one")
    parser.add_argument(
        "--reports", type=Path, metavar="FILE", help="what `autograder grade --json` wrote, in the place of what is kept"
    )
    parser.add_argument(
        "--gradebook",
        type=Path,
        metavar="FILE",
        help=f"with what people gave (else {GRADEBOOK} in the course's folder)",
    )
    parser.add_argument("--roster", type=Path, metavar="FILE", help="the list that Canvas or Moodle exported, to be filled in")
    parser.add_argument("--column", default="", metavar="TITLE", help="what Canvas or Moodle calls the assignment")
    parser.add_argument(
        "--match", default="", metavar="COLUMN", help="the column of Moodle's list that has what students are called here"
    )
    parser.add_argument(
        "--checks-only", action="store_true", help="for Canvas and Moodle: the points of the checks, without written answers"
    )
    when = f"when students see Gradescope's tests: {', '.join(gradescope.VISIBILITIES)}"
    parser.add_argument("--visibility", choices=gradescope.VISIBILITIES, metavar="WHEN", default="visible", help=when)
    kept.add_where(parser)
    parser.set_defaults(run=_run, optional="assignment")


def _run(arguments: argparse.Namespace) -> int:
    _must_fit(arguments)
    found = _of_store(arguments) if arguments.reports is None else _of_reports(arguments)
    if arguments.format == "gradescope":
        return _for_gradescope(arguments, found)
    if (why := json_file.cant_be_written(arguments.out)) is not None:
        raise UsageError(f"{arguments.out} {why}.")
    try:
        made = _made(arguments, found)
    except workbook.NoLibrary as e:
        raise UsageError(str(e)) from e
    except roster.RosterError as e:
        raise UsageError(f"{arguments.roster}: {e} Nothing was written.") from e
    return 0 if _write(arguments.out, made.content) and _say(made.told) else 1


def _of_store(arguments: argparse.Namespace) -> list[tuple[str, Sheet]]:
    """What the store keeps of those who are asked for, with what people gave in formgrader. Raises UsageError where that is
    nothing.
    """
    course, store = kept.course_and_store(arguments)
    found = kept.latest(store, course, arguments.student, arguments.assignment)
    gradebook: Path = arguments.gradebook or course.root / GRADEBOOK
    if arguments.gradebook is not None and not gradebook.is_file():
        raise UsageError(f"{gradebook} isn't there.")
    reports, number = [one.report for one in found], 0
    if gradebook.is_file() and not arguments.checks_only:
        reports, number = with_points_by_people(found, gradebook.absolute())
    if number:
        _say([f"{gradebook} has what people gave to {counted(number, 'student')}: it is in this."])
    return [(report.student, rows.sheet(report)) for report in reports]


def _of_reports(arguments: argparse.Namespace) -> list[tuple[str, Sheet]]:
    """What a file of reports has of those who are asked for. Raises UsageError where that is nothing."""
    path: Path = arguments.reports
    try:
        found = [rows.sheet_of_json(one) for one in json.loads(path.read_text(encoding="utf-8"))]
    except (OSError, ValueError, TypeError, RecursionError) as e:
        why = getattr(e, "strerror", None) or str(e)
        raise UsageError(f"{path} can't be read as reports: {why}. Name the file that `autograder grade --json` wrote.") from e
    wanted = [
        (student, sheet)
        for student, sheet in found
        if arguments.student in (None, student) and arguments.assignment in (None, sheet.assignment)
    ]
    if not wanted:
        raise UsageError(f"{path} has no such reports.")
    return wanted


def _must_fit(arguments: argparse.Namespace) -> None:
    """Raises UsageError for an option that the format doesn't know."""
    for option, formats in (
        ("roster", ("canvas", "moodle")),
        ("column", ("canvas", "moodle")),
        ("match", ("moodle",)),
        ("checks_only", ("canvas", "moodle")),
    ):
        if getattr(arguments, option) and arguments.format not in formats:
            raise UsageError(f"--{option.replace('_', '-')} is for {' and '.join(formats)} alone.")
    if arguments.gradebook is not None and (arguments.checks_only or arguments.reports is not None):
        other = "--checks-only" if arguments.checks_only else "--reports"
        raise UsageError(f"--gradebook has what people gave, which {other} leaves out.")
    if arguments.column and arguments.assignment is None:
        raise UsageError("--column names the column of one assignment: say of which, before --out.")


@dataclass(frozen=True)
class _Made:
    content: bytes
    told: Sequence[str] = ()


def _made(arguments: argparse.Namespace, found: list[tuple[str, Sheet]]) -> _Made:
    """The file's content, and what is to be said about it. Raises RosterError, NoLibrary."""
    if arguments.format == "xlsx":
        return _Made(workbook.content(found))
    if arguments.format == "csv":
        return _Made(table.text(found).encode("utf-8", "replace"))
    if arguments.format == "junit":
        return _Made(junit.xml((f"{student}: {sheet.assignment}", sheet) for student, sheet in found).encode())
    made = _for_a_platform(arguments, found)
    return _Made(made.text.encode(), made.told)


def _for_a_platform(arguments: argparse.Namespace, found: list[tuple[str, Sheet]]) -> filled_in.Made:
    sums = totals(found, arguments.checks_only)
    assignments = list(dict.fromkeys(one.assignment for one in sums))
    if arguments.roster is None:
        plain = canvas.plain if arguments.format == "canvas" else moodle.plain
        return plain(sums, assignments, arguments.column)
    try:
        content = arguments.roster.read_bytes()
    except OSError as e:
        raise UsageError(f"{arguments.roster} can't be read ({e.strerror}).") from e
    there = roster.parsed(content)
    if arguments.format == "canvas":
        return canvas.filled(there, sums, assignments, arguments.column)
    if not moodle_worksheet.is_one(there):
        return moodle.filled(there, sums, assignments, arguments.column, arguments.match)
    if len(assignments) != 1:
        raise roster.RosterError(
            f"it is the grading worksheet of one assignment: say of which of {some_of(assignments, _MOST_TOLD)}."
        )
    return moodle_worksheet.filled(there, sums)


def _for_gradescope(arguments: argparse.Namespace, found: list[tuple[str, Sheet]]) -> int:
    """A results.json for the one student that is asked for, else a folder of each student's."""
    assignments = list(dict.fromkeys(sheet.assignment for _, sheet in found))
    if len(assignments) > 1:
        raise UsageError(f"Gradescope's results are of one assignment: say of which of {some_of(assignments, _MOST_TOLD)}.")
    theirs: dict[str, list[Sheet]] = {}
    for student, sheet in found:
        theirs.setdefault(student, []).append(sheet)
    if arguments.student is None:
        if arguments.out.exists() and not arguments.out.is_dir():
            raise UsageError(f"{arguments.out} is a file: name a folder, for a results.json of each student, or one --student.")
    elif (why := json_file.cant_be_written(arguments.out)) is not None:
        raise UsageError(f"{arguments.out} {why}.")
    lost, is_well, folders = [], True, {}
    for student, sheets in theirs.items():
        made = gradescope.results(sheets, arguments.visibility)
        if made is None:
            lost.append(filled_in.name(student))
            continue
        folders[for_file_name(student)] = student
        path = arguments.out if arguments.student is not None else arguments.out / for_file_name(student) / "results.json"
        is_well &= _write(path, (json.dumps(made, indent=1) + "\n").encode(), says=arguments.student is not None)
    if arguments.student is None and len(lost) < len(theirs):
        print(f"wrote {arguments.out}: results.json for {counted(len(theirs) - len(lost), 'student')}")
        if any(folder != student for folder, student in folders.items()):
            is_well &= _write(
                arguments.out / _WHOSE, table.of_rows(("folder", "student"), folders.items()).encode("utf-8", "replace")
            )
    if lost:
        _say([f"Nothing that a check can tell was graded of {some_of(lost, _MOST_TOLD)}: no results.json, since it would say 0."])
    return 0 if is_well and not lost else 1


def _write(path: Path, content: bytes, says: bool = True) -> bool:
    """Write the whole file or nothing; whether that went well, else it is said."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        json_file.write_bytes(path, content)
    except OSError as e:
        print(f"autograder: {path} couldn't be written ({e.strerror}).", file=sys.stderr)
        return False
    if says:
        print(for_terminal(f"wrote {path}", sys.stderr.encoding), file=sys.stderr)  # the file may be /dev/stdout
    return True


def _say(told: Sequence[str]) -> bool:
    for sentence in told:
        print(for_terminal(f"autograder: {sentence}", sys.stderr.encoding), file=sys.stderr)
    return True
