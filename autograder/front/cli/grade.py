"""`autograder grade`: grade notebooks without nbgrader, and print what came of it."""

import argparse
import sys
from pathlib import Path
from typing import Any

from autograder.backends.task import Task
from autograder.formats import junit, table
from autograder.front.cli import finding
from autograder.front.cli.layouts import LAYOUTS
from autograder.front.cli.printed import Printer
from autograder.front.cli.usage import UsageError, course_dir, positive
from autograder.front.interrupted import Interruptions
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError
from autograder.results import json_file, rows
from autograder.results.report import MAX_SEED, Report
from autograder.text.listing import listed
from autograder.workers import machine


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "grade",
        help="grade notebooks without nbgrader",
        description="Grade notebooks in the sandbox and print a line for each.",
    )
    parser.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a notebook, or a folder submitted/<student>/<assignment>/"
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the reports to FILE (docs/report.md)")
    parser.add_argument("--csv", type=Path, metavar="FILE", help="write a table of all points to FILE, a row for each notebook")
    parser.add_argument("--junit", type=Path, metavar="FILE", help="write JUnit's XML to FILE")
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto", help="where the checks train")
    parser.add_argument("--jobs", type=positive, default=1, metavar="N", help="grade N notebooks at a time")
    parser.add_argument("--seed", type=_seed, metavar="S", help="seed of the hidden inputs (else a new one each time)")
    parser.add_argument("--assignment", metavar="NAME", help="the assignment, where neither file nor folder is named so")
    parser.add_argument("--layout", choices=LAYOUTS, default="auto", help="what calls files or folders after students")
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.add_argument("--no-sandbox", action="store_true", help="run the code unprotected: only for code of your own")
    parser.set_defaults(run=run)


def _seed(text: str) -> int:
    number = int(text)
    if not 0 <= number <= MAX_SEED:
        raise argparse.ArgumentTypeError(f"from 0 to {MAX_SEED}")
    return number


def run(arguments: argparse.Namespace) -> int:
    """Grade what the command line names."""
    from autograder.sandbox.confine import SandboxError

    try:
        course = Course.at(course_dir(arguments.course_dir, arguments.paths))
        found = finding.find(arguments.paths, course, arguments.assignment, arguments.layout)
    except CourseError as e:
        raise UsageError(str(e)) from e
    for path in _files(arguments):
        if (why := json_file.cant_be_written(path)) is not None:
            raise UsageError(f"{path} {why}.")
    if arguments.no_sandbox:
        print("autograder: --no-sandbox: student code runs with all your rights.", file=sys.stderr)
    limits = course.settings.limits
    if (least := machine.fitting(limits, arguments.jobs).memory) < limits.memory:
        found.told.append(f"little memory is free here, so that each notebook may take {least:,} MiB, and not {limits.memory:,}.")
    for told in found.told:
        print(f"autograder: {told}", file=sys.stderr)
    reports: list[Report] = []
    with Interruptions() as interrupted:
        try:
            is_written = _grade(arguments, course, found.tasks, reports, interrupted)
        except SandboxError as e:
            raise UsageError(str(e)) from e
        except CourseError as e:
            print(f"autograder: this course can't be graded as it is:\n{e}", file=sys.stderr)
            return 1
        except KeyboardInterrupt:
            return _stopped(arguments, reports, len(found.tasks), interrupted.number)
    is_done = is_written and not found.is_incomplete and not any(report.status == "error" for report in reports)
    return 0 if is_done else 1


def _grade(
    arguments: argparse.Namespace, course: Course, tasks: list[Task], reports: list[Report], interrupted: Interruptions
) -> bool:
    """Grade `tasks`: each report is printed as it comes, and put into `reports`; the files are there before the last is printed.
    Returns whether all could be written.

    Raises KeyboardInterrupt when it is interrupted, with all that was finished printed.
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from autograder.backends.local import grade_all

    printer, is_seen, is_written = Printer(), sys.stderr.isatty(), True
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    screen = Console(stderr=True)
    sandbox = not arguments.no_sandbox
    # Without auto_refresh there is no thread beside this one, which forks.
    with Progress(
        *columns, console=screen, redirect_stdout=False, transient=True, disable=not is_seen, auto_refresh=False
    ) as bar:
        task = bar.add_task("grading", total=len(tasks))
        bar.refresh()
        for report in grade_all(course, tasks, arguments.jobs, arguments.device, arguments.seed, sandbox, interrupted):
            reports.append(report)
            if len(reports) == len(tasks):
                is_written = _write(arguments, reports)  # before it is printed: who reads may stop in the middle
            if is_seen:
                bar.stop()
            printer.show(report)
            if is_seen:
                bar.start()
            bar.advance(task)
            bar.refresh()
    if printer.failed:
        files = listed([str(path) for path in _files(arguments)])
        there = f"; all of it is in {files}" if files and is_written else ""
        print(f"autograder: not everything could be printed ({printer.failed}){there}.", file=sys.stderr)
    return is_written and not printer.failed


def _files(arguments: argparse.Namespace) -> list[Path]:
    """The files that are asked for."""
    return [path for path in (arguments.json, arguments.csv, arguments.junit) if path is not None]


def _write(arguments: argparse.Namespace, reports: list[Report]) -> bool:
    """Write what is asked for; whether that went well, else it is said."""
    sheets = [(report.student, rows.sheet(report)) for report in reports]
    texts = (
        (arguments.json, lambda: json_file.text(reports)),
        (arguments.csv, lambda: table.text(sheets)),
        (arguments.junit, lambda: junit.xml((f"{student}: {sheet.assignment}", sheet) for student, sheet in sheets)),
    )
    is_well = True
    for path, text in texts:
        if path is None:
            continue
        try:
            json_file.write_text(path, text())
        except OSError as e:
            print(
                f"autograder: {path} couldn't be written ({e.strerror}); what is printed here is all there is.", file=sys.stderr
            )
            is_well = False
    return is_well


def _stopped(arguments: argparse.Namespace, reports: list[Report], wanted: int, number: int) -> int:
    """Say what was finished before somebody stopped it, and write it down; returns the exit status that shells expect."""
    told = f"autograder: stopped. {len(reports)} of {wanted} are graded"
    if (files := _files(arguments)) and _write(arguments, reports):
        told += f"; their reports are in {listed([str(path) for path in files])}"
    print(f"{told}. Nothing else was begun; name the others to grade them.", file=sys.stderr)
    return 128 + number
