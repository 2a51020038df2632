"""`autograder runner`: write the instructor's own repository, whose workflow pulls, grades and publishes."""

import argparse
import re
import shlex
from pathlib import Path
from typing import Any

from autograder.front.cli.usage import UsageError, course_dir
from autograder.notebooks.settings import CourseError
from autograder.repositories import listing
from autograder.repositories.listing import ListingError

_PLAIN = re.compile(r"[\w./:{}@+~-]{1,300}")


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "runner",
        help="the instructor's private repository, with a workflow that pulls, grades and publishes",
        description="Write a private repository: course, engine, students, and a workflow for a runner of your own.",
    )
    parser.add_argument("assignments", nargs="*", metavar="ASSIGNMENT", help="those that are graded (else what is there)")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a folder that isn't there yet")
    parser.add_argument(
        "--repos",
        required=True,
        metavar="WHICH",
        help="org/prefix- on GitHub, an address with {student} in it, or a FILE.csv: student,url",
    )
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from autograder.notebooks.course import Course
    from autograder.templates import filled, packed, runner

    try:
        table = _table(arguments.repos)
        course = Course.at(course_dir(arguments.course_dir))
        for name in arguments.assignments:
            course.assignment(name)
        inside, imported = packed.folders(course), packed.imported(course)
        files = runner.files(course.settings.name, course.root, inside, imported, arguments.assignments, arguments.repos, table)
        filled.write(arguments.out, files)
    except (CourseError, ListingError, filled.Unwritable) as e:
        raise UsageError(str(e)) from e
    print(f"wrote {arguments.out}: the course with its hidden checks, the engine, and a workflow.")
    print("Keep it private: whoever can read it knows the solutions.")
    print(f"Next: cd {shlex.quote(str(arguments.out))}, and README.md there.")
    return 0


def _table(repos: str) -> bytes:
    """What a table holds, where that names the repositories: it goes into the new one, whose workflow knows no other file.

    Raises ListingError, UsageError.
    """
    if repos.lower().endswith(".csv"):
        path = Path(repos).expanduser()
        listing.by_table(path)
        return path.read_bytes()
    parts = repos.split("/")
    is_place = listing.STUDENT in repos or (len(parts) == 2 and all(re.fullmatch(r"[\w.-]++", part) for part in parts))
    if not _PLAIN.fullmatch(repos) or not is_place:
        raise UsageError(f"--repos {repos}: neither org/prefix-, nor an address with {{student}} in it, nor a FILE.csv.")
    return b""
