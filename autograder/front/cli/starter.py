"""`autograder starter`: write a template repository for students."""

import argparse
import shlex
import sys
import tempfile
from pathlib import Path
from typing import Any

from autograder.front.cli.usage import UsageError, course_dir
from autograder.notebooks.settings import CourseError


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "starter",
        help="a template repository for students, with the visible checks as a workflow",
        description="Write a repository that students copy: released notebooks, their visible checks, and nothing hidden.",
    )
    parser.add_argument("assignments", nargs="+", metavar="ASSIGNMENT")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="a folder that isn't there yet")
    parser.add_argument("--title", help="what its README.md begins with (else the course's name)")
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.set_defaults(run=_run)


def _run(arguments: argparse.Namespace) -> int:
    from autograder.authoring import made_files
    from autograder.notebooks.course import Course
    from autograder.templates import filled, starter
    from autograder.visible import zipped

    try:
        course = Course.at(course_dir(arguments.course_dir))
        names = [course.assignment(name.removeprefix("source/").strip("/")).name for name in arguments.assignments]
        filled.must_be_new(arguments.out)
        with tempfile.TemporaryDirectory(prefix="autograder-starter-") as folder:
            # Made anew: what lies in release/ may be older than the source.
            released = {name: made_files.release(course, name, Path(folder)) for name in dict.fromkeys(names)}
            imported = {module for name in released for module in course.imported(name)}
            title = arguments.title or course.settings.name
            given_away = starter.given_away(released)
            files = starter.files(title, released, imported, zipped.content())
        filled.write(arguments.out, files)
    except (CourseError, filled.Unwritable) as e:
        raise UsageError(str(e)) from e
    except made_files.NotMade as e:
        raise UsageError(f"nbgrader couldn't make what students get, so nothing was written:\n{e}") from e
    where = shlex.quote(str(arguments.out))
    print(f"wrote {arguments.out}: {len(files)} files, for {', '.join(released)}")
    for told in given_away:
        print(f"Careful: {told}", file=sys.stderr)
    if given_away:
        print("Write a starter for each, and give the later one out when the earlier one was handed in.", file=sys.stderr)
    print(f"Next: cd {where} && git init -b main && git add -A && git commit -m 'What students start from',")
    print("push it to GitHub, and mark it there as a template (Settings, Template repository).")
    return 0
