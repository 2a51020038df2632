"""The command `autograder`.

Exit status: 0 when everything was graded, whatever the scores; 1 when something ended in error; 2 for wrong usage.
"""

import argparse
import json
import os
import sys
from dataclasses import dataclass
from pathlib import Path

from autograder import data


class UsageError(Exception):
    """The command line asks for something that isn't there; the text says what and what to do."""


@dataclass(frozen=True)
class Task:
    """One notebook to grade."""

    path: Path
    student: str
    assignment: str


def main(argv: list[str] | None = None) -> int:
    """Run the command line `argv`; returns the exit status."""
    arguments = _parser().parse_args(argv)
    try:
        status: int = arguments.run(arguments)
    except UsageError as e:
        print(f"autograder: {e}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        print("autograder: stopped; nothing was written.", file=sys.stderr)
        return 1
    return status


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="autograder", description="The grader of Threes & Sevens.")
    commands = parser.add_subparsers(required=True, metavar="COMMAND")

    grade = commands.add_parser(
        "grade",
        help="grade notebooks without nbgrader",
        description="Grade notebooks in the sandbox and print a line for each.",
    )
    grade.add_argument(
        "paths", nargs="+", type=Path, metavar="PATH", help="a notebook, or a folder submitted/<student>/<assignment>/"
    )
    grade.add_argument("--json", type=Path, metavar="FILE", help="write the reports to FILE (docs/report.md)")
    grade.add_argument("--device", choices=["auto", "cpu", "cuda"], default="auto", help="where the checks train")
    grade.add_argument("--jobs", type=_positive, default=1, metavar="N", help="grade N notebooks at a time")
    grade.add_argument("--seed", type=_seed, metavar="S", help="seed of the hidden inputs (else a new one each time)")
    grade.add_argument("--assignment", metavar="NAME", help="the assignment, where neither file nor folder is named so")
    grade.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    grade.add_argument("--no-sandbox", action="store_true", help="run the code unprotected: only for code of your own")
    grade.set_defaults(run=_grade)

    put = commands.add_parser("data", help="put the pictures where fastai's untar_data finds them")
    put.add_argument("--to", type=Path, metavar="DIR", help="another folder than fastai's own")
    put.add_argument("--ten-digits", action="store_true", help="all of MNIST, not the 3s and 7s alone (280 MB as files)")
    put.set_defaults(run=_data)
    return parser


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


def _data(arguments: argparse.Namespace) -> int:
    from rich.progress import Progress

    ten = arguments.ten_digits
    install, pictures = (data.install_ten_digits, "70,000") if ten else (data.install, "14,434")
    folder = arguments.to or data.fastai_folder("mnist_png" if ten else "mnist_sample")
    try:
        with Progress() as bar:
            task = bar.add_task("pictures", total=None)
            wrote = install(folder, lambda done, total: bar.update(task, completed=done, total=total))
    except data.DataError as e:
        raise UsageError(str(e)) from e
    print(f"{folder}: {pictures + ' pictures written' if wrote else 'is there already, left as it is'}.")
    return 0


def _grade(arguments: argparse.Namespace) -> int:
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

    from autograder.course import Course, CourseError
    from autograder.parallel import grade_all
    from autograder.sandbox import SandboxError

    try:
        course = Course.at(arguments.course_dir or _course_dir())
        tasks = find_tasks(arguments.paths, course.names(), arguments.assignment)
    except CourseError as e:
        raise UsageError(str(e)) from e
    if arguments.json is not None and not arguments.json.resolve().parent.is_dir():
        raise UsageError(f"{arguments.json.parent} is no folder, so the reports can't be written there.")
    if arguments.no_sandbox:
        print("autograder: --no-sandbox: student code runs with all your rights.", file=sys.stderr)
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
    except data.DataError as e:
        print(f"autograder: {e}", file=sys.stderr)
        return 1
    for report in reports:
        _print(report)
    if arguments.json is not None:
        _write(arguments.json, json.dumps([report.as_json() for report in reports], indent=1) + "\n")
    return 1 if any(report.status == "error" for report in reports) else 0


def _course_dir() -> Path:
    """The nearest folder above this one that holds a course, else the checkout that this package stands in."""
    here = Path.cwd()
    for folder in (here, *here.parents, Path(__file__).parents[1]):
        if (folder / "source").is_dir() and (folder / "nbgrader_config.py").exists():
            return folder
    raise UsageError(f"no course at or above {here}: run this in the course folder, or name it with --course-dir.")


def find_tasks(paths: list[Path], assignments: list[str], named: str | None) -> list[Task]:
    """The notebooks below `paths`. Raises UsageError for a path with none, or whose assignment can't be told."""
    tasks = []
    there = ", ".join(assignments) or "none"
    if named is not None and named not in assignments:
        raise UsageError(f"{named} is no assignment of this course; there are: {there}.")
    for path in paths:
        if not path.exists():
            raise UsageError(f"{path} isn't there.")
        found = [path] if path.is_file() else sorted(p for p in path.rglob("*.ipynb") if ".ipynb_checkpoints" not in p.parts)
        if not found:
            raise UsageError(f"{path} holds no notebook (*.ipynb).")
        for notebook in found:
            # submitted/<student>/<assignment>/<notebook>
            folders = notebook.resolve().parent.parts
            assignment = named or next((name for name in (notebook.stem, folders[-1]) if name in assignments), None)
            if assignment is None:
                if path.is_dir():
                    continue  # a file of the student's own beside the notebook that was asked for
                raise UsageError(f"{notebook}: which assignment? Name it with --assignment; there are: {there}.")
            student = folders[-2] if folders[-1] == assignment and len(folders) > 2 else notebook.stem
            tasks.append(Task(notebook, student, assignment))
        if not tasks:
            raise UsageError(f"{path} holds no notebook of an assignment; there are: {there}.")
    return tasks


def _print(report: object) -> None:
    from autograder.report import Report

    assert isinstance(report, Report)
    ungraded = "" if report.status != "error" else "  (not fully graded)"
    unsafe = "" if report.sandbox else "  [NO SANDBOX]"
    print(
        f"{report.student}  {report.assignment}  {report.score:g} of {report.max_score:g}{ungraded}{unsafe}  seed {report.seed}"
    )
    for note in report.notes:
        print(f"  note: {note}")
    for row in report.exercises():
        if row["status"] == "pass":
            continue
        print(f"  {row['name']}: {row['score']:g} of {row['max_score']:g}")
        for check in row["checks"]:
            if check["status"] != "pass":
                print(f"    {check['status']}: {check['message']}")


def _write(path: Path, text: str) -> None:
    """Write the whole file or nothing."""
    staging = path.with_name(f".{path.name}.{os.getpid()}")
    staging.write_text(text)
    staging.replace(path)


if __name__ == "__main__":
    sys.exit(main())
