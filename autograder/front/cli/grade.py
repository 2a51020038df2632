"""`autograder grade`: grade notebooks without nbgrader, and print what came of it."""

import argparse
import json
import os
import sys
from pathlib import Path
from typing import Any

from autograder.front.cli import finding
from autograder.front.cli.usage import UsageError, course_dir
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError
from autograder.results.report import Report


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
    parser.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto", help="where the checks train")
    parser.add_argument("--jobs", type=_positive, default=1, metavar="N", help="grade N notebooks at a time")
    parser.add_argument("--seed", type=_seed, metavar="S", help="seed of the hidden inputs (else a new one each time)")
    parser.add_argument("--assignment", metavar="NAME", help="the assignment, where neither file nor folder is named so")
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.add_argument("--no-sandbox", action="store_true", help="run the code unprotected: only for code of your own")
    parser.set_defaults(run=run)


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError("at least 1")
    return number


def _seed(text: str) -> int:
    number = int(text)
    if not 0 <= number < 2**32:
        raise argparse.ArgumentTypeError("from 0 to 4294967295")
    return number


def run(arguments: argparse.Namespace) -> int:
    """Grade what the command line names."""
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from autograder.backends.local import grade_all
    from autograder.sandbox.confine import SandboxError

    try:
        course = Course.at(course_dir(arguments.course_dir, arguments.paths))
        found = finding.find(arguments.paths, course, arguments.assignment)
    except CourseError as e:
        raise UsageError(str(e)) from e
    if arguments.json is not None and not arguments.json.resolve().parent.is_dir():
        raise UsageError(f"{arguments.json.parent} is no folder, so the reports can't be written there.")
    if arguments.no_sandbox:
        print("autograder: --no-sandbox: student code runs with all your rights.", file=sys.stderr)
    for told in found.told:
        print(f"autograder: {told}", file=sys.stderr)
    tasks = found.tasks
    reports = []
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    try:
        with Progress(*columns, transient=True, disable=not sys.stderr.isatty()) as bar:
            task = bar.add_task("grading", total=len(tasks))
            grading = grade_all(course, tasks, arguments.jobs, arguments.device, arguments.seed, not arguments.no_sandbox)
            for report in grading:
                reports.append(report)
                bar.advance(task)
    except SandboxError as e:
        raise UsageError(str(e)) from e
    except CourseError as e:
        print(f"autograder: this course can't be graded as it is:\n{e}", file=sys.stderr)
        return 1
    for report in reports:
        _print(report)
    if arguments.json is not None:
        _write(arguments.json, json.dumps([report.as_json() for report in reports], indent=1) + "\n")
    return 1 if any(report.status == "error" for report in reports) else 0


def _print(report: Report) -> None:
    ungraded = "" if report.status != "error" else "  (not fully graded)"
    unsafe = "" if report.sandbox else "  [NO SANDBOX]"
    print(
        f"{report.student}  {report.assignment}  {report.score:g} of {report.max_score:g}{ungraded}{unsafe}  seed {report.seed}"
    )
    for note in report.notes:
        print(f"  note: {note}")
    for why in report.given_failures.values():
        print(f"  for the instructor: {why}")
    for row in report.exercises():
        if row["status"] == "pass":
            continue
        print(f"  {row['name']}: {row['score']:g} of {row['max_score']:g}")
        for check in row["checks"]:
            if check["status"] != "pass":
                print(f"    {check['status']}: {check['message']}")
            if check.get("reason"):
                print(f"      for the instructor: {check['reason']}")


def _write(path: Path, text: str) -> None:
    """Write the whole file or nothing."""
    staging = path.with_name(f".{path.name}.{os.getpid()}")
    staging.write_text(text)
    staging.replace(path)
