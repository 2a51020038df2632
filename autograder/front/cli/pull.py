"""`autograder pull`: fetch the students' git repositories, and put their notebooks into submitted/."""

import argparse
import contextlib
import os
import re
import sys
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any, TextIO
from zoneinfo import ZoneInfo

from autograder.front.cli.alone import alone_with
from autograder.front.cli.usage import UsageError, course_dir
from autograder.front.interrupted import Interruptions
from autograder.notebooks import naming
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError
from autograder.repositories import listing, record
from autograder.repositories.addresses import masked
from autograder.repositories.api import API, ApiError, Hosting
from autograder.repositories.credentials import credentials, token
from autograder.repositories.git import Git, is_branch
from autograder.repositories.git_errors import Stopped
from autograder.repositories.listing import ListingError, Repository
from autograder.repositories.pull import Outcome, Puller
from autograder.repositories.record import Pulled
from autograder.repositories.wanted import Expected
from autograder.results import json_file
from autograder.text.listing import listed
from autograder.text.places import for_terminal, shortened

_LONGEST_LINE = 600
_MOST_TOLD = 50


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "pull",
        help="fetch students' git repositories into submitted/",
        description="Fetch students' git repositories, and put the notebooks in them into submitted/ (docs/pulling.md).",
    )
    parser.add_argument(
        "--repos",
        required=True,
        metavar="WHICH",
        help="org/prefix- on GitHub, an address with {student} in it, or a FILE.csv with the columns student,url",
    )
    parser.add_argument("--students", type=Path, metavar="FILE", help="a name on each line, or a table with the column student")
    parser.add_argument("--out", required=True, type=Path, metavar="DIR", help="the folder for all students: submitted/")
    parser.add_argument("--assignment", nargs="+", action="extend", metavar="NAME", help="these only, which must be there")
    parser.add_argument(
        "--branch", type=_branch, metavar="NAME", help="the branch that counts (else the repository's own default)"
    )
    parser.add_argument("--until", type=_time, metavar="TIME", help="the deadline: '2026-10-01 23:59 UTC', or another zone")
    parser.add_argument("--jobs", type=_jobs, default=8, metavar="N", help="N repositories at a time (8)")
    parser.add_argument("--api", default=os.environ.get("GITHUB_API_URL") or API, metavar="URL", help=f"of GitHub's API ({API})")
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.set_defaults(run=run)


def _jobs(text: str) -> int:
    number = int(text)
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError("from 1 to 64")
    return number


def _branch(text: str) -> str:
    if not is_branch(text):
        raise argparse.ArgumentTypeError(f"{text!r} can't be the name of a branch")
    return text


def _time(text: str) -> datetime:
    """A time with its zone: `2026-10-01 23:59 UTC`, `… +02:00`, `… Europe/Berlin`."""
    day, clock, zone = (*re.split(r"(?<=\d)[T ]", text.strip(), maxsplit=2), "", "")[:3]
    try:
        if zone and zone[0] not in "+-":
            return datetime.fromisoformat(f"{day} {clock}").replace(tzinfo=UTC if zone in ("UTC", "GMT", "Z") else ZoneInfo(zone))
        at = datetime.fromisoformat(f"{day} {clock}{zone}")
    except (ValueError, OSError, KeyError):
        raise argparse.ArgumentTypeError(f"{text!r} is no time such as '2026-10-01 23:59 UTC'") from None
    if at.tzinfo is None:
        raise argparse.ArgumentTypeError(f"{text!r} needs its zone: '{text} UTC', '{text} +02:00' or '{text} Europe/Berlin'")
    return at


def run(arguments: argparse.Namespace) -> int:
    """Pull what the command line names; 1 if something that was asked for wasn't had."""
    interrupted = Interruptions()
    with contextlib.ExitStack() as last:
        try:
            course = Course.at(course_dir(arguments.course_dir))
            expected = _expected(course, arguments.assignment)
            hosting = _hosting(arguments)
            if hosting is not None:
                last.callback(hosting.close)
            repositories = _repositories(arguments, hosting)
        except (CourseError, ListingError, ApiError) as e:
            raise UsageError(str(e)) from e
        git = Git(credentials=credentials(arguments.api, not arguments.repos.lower().endswith(".csv")), stopped=interrupted)
        named = arguments.assignment is not None
        meant = partial(_meant, course)
        puller = Puller(git, arguments.out, expected, meant, named, arguments.branch, arguments.until, hosting)
        last.enter_context(interrupted)
        last.enter_context(_locked(arguments.out))
        path = record.path_of(arguments.out)
        pulled, wrong = record.read(path)
        if wrong:
            raise UsageError(wrong)
        return _pull_all(puller, repositories, pulled, path, arguments.jobs, interrupted)


def _repositories(arguments: argparse.Namespace, hosting: Hosting | None) -> list[Repository]:
    which = arguments.repos
    names = listing.students(arguments.students) if arguments.students is not None else None
    if listing.STUDENT in which:
        if names is None:
            raise UsageError(f"--repos has {listing.STUDENT} in it: name the students with --students FILE.")
        return listing.by_pattern(which, names)
    if which.lower().endswith(".csv"):
        found = listing.by_table(Path(which))
        return found if names is None else [one for one in found if one.student in names]
    if (owner := _owner(which)) is not None and hosting is not None:
        return listing.by_owner(hosting, *owner, names)
    raise UsageError(f"--repos {which}: neither org/prefix-, nor an address with {listing.STUDENT} in it, nor a FILE.csv.")


def _owner(which: str) -> tuple[str, str] | None:
    """The owner and the prefix in `org/prefix-`."""
    owner, _, prefix = which.partition("/")
    is_name = all(c.isascii() and (c.isalnum() or c in "._-") for c in owner + prefix) and owner[:1].isalnum()
    return (owner, prefix) if is_name and prefix and not which.lower().endswith(".csv") else None


def _hosting(arguments: argparse.Namespace) -> Hosting | None:
    """Whom to ask for repositories and pushes; None where that isn't needed, and there is no token to ask with."""
    shown = token()
    is_needed = _owner(arguments.repos) is not None
    if not is_needed and not shown:
        return None
    try:
        from autograder.repositories.github_api import GitHub
    except ImportError:
        if not is_needed:
            return None
        raise UsageError("GitHub's API needs PyGithub: pip install PyGithub.") from None
    return GitHub(arguments.api, shown)


def _expected(course: Course, named: list[str] | None) -> list[Expected]:
    there = course.names()
    names = list(dict.fromkeys(named or there))
    unknown = [name for name in names if name not in there]
    if unknown or not names:
        told = f"{listed(unknown)}: no assignment of this course" if unknown else "this course has no assignment"
        raise UsageError(f"{told}; there are: {', '.join(there) or 'none'}.")
    found = [(name, tuple(course.notebooks(name))) for name in names]
    return [
        Expected(name, notebooks, any_name=named is not None and len(found) == 1 == len(notebooks)) for name, notebooks in found
    ]


def _meant(course: Course, stem: str) -> str | None:
    """The assignment that a notebook's name tells: by the assignments' names, else by those of their notebooks."""
    names = course.names()
    told = naming.meant(stem, names)
    if told is not None:
        return told
    of = {notebook: name for name in names for notebook in course.notebooks(name)}
    told = naming.meant(stem, of)
    return of[told] if told is not None else None


@contextlib.contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Let no other run pull into the same folder. Raises UsageError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise UsageError(f"{out} can't be written ({e.strerror}).") from e
    with alone_with(out, f"another `autograder pull` writes to {out}: wait until it has ended."):
        yield


def _pull_all(
    puller: Puller, repositories: list[Repository], pulled: dict[str, Pulled], path: Path, jobs: int, interrupted: Interruptions
) -> int:
    """Pull all, several at a time; print each in the order of the list, and write each down."""
    outcomes: dict[str, Outcome] = {}
    with ThreadPoolExecutor(jobs) as pool:
        futures = {one.student: pool.submit(_one, puller, one, pulled.get(one.student)) for one in repositories}
        for student, future in futures.items():
            while not future.done() and not interrupted():
                wait([future], timeout=0.1, return_when=FIRST_COMPLETED)
            if interrupted() or (outcome := future.result()) is None:
                break
            outcomes[student] = outcome
            for line in outcome.lines:
                _say(line)
            if outcome.pulled is not None:
                pulled[student] = outcome.pulled
                _write(path, pulled)
        for future in futures.values():
            future.cancel()
    # What was finished while somebody stopped it is there, so it is written down too.
    for student, future in futures.items():
        if student not in outcomes and (late := _result(future)) is not None and late.pulled is not None:
            pulled[student] = late.pulled
            _write(path, pulled)
    if interrupted():
        print(
            f"autograder: stopped. {len(outcomes)} of {len(repositories)} were looked at; run it again for the others.",
            file=sys.stderr,
        )
        return 128 + interrupted.number
    return _told([outcomes[one.student] for one in repositories], path)


def _one(puller: Puller, repository: Repository, before: Pulled | None) -> Outcome | None:
    """One student's outcome; None if somebody stopped it. A fault of ours is told with its student, and the others go on."""
    try:
        return puller.pull(repository, before)
    except Stopped:
        return None
    except Exception as e:
        told = f"{repository.student}  nothing pulled: a fault of this program ({type(e).__name__}: {masked(str(e))})."
        return Outcome(repository.student, [told], pulled=before)


def _result(future: Future[Outcome | None]) -> Outcome | None:
    return None if future.cancelled() else future.result()


def _write(path: Path, pulled: dict[str, Pulled]) -> None:
    try:
        json_file.write_text(path, record.text(pulled.values()))
    except OSError as e:
        raise UsageError(
            f"{path} couldn't be written ({e.strerror}); what was pulled is there, and the next run fetches it again."
        ) from e


def _told(outcomes: list[Outcome], path: Path) -> int:
    """Say who has nothing and who lacks something; returns the exit status."""
    without = [one.student for one in outcomes if one.has_nothing]
    partly = [one.student for one in outcomes if not one.is_had and not one.has_nothing]
    for names, what in ((without, "have nothing"), (partly, "lack something, or couldn't be brought up to date")):
        if names:
            more = f" and {len(names) - _MOST_TOLD} more" if len(names) > _MOST_TOLD else ""
            _say(f"{len(names)} of {len(outcomes)} {what}: {', '.join(names[:_MOST_TOLD])}{more}.", sys.stderr, 10_000)
    _say(f"{len(outcomes) - len(without)} of {len(outcomes)} students pulled; what came from where is in {path}.", sys.stderr)
    return 1 if without or partly else 0


def _say(line: str, stream: TextIO | None = None, longest: int = _LONGEST_LINE) -> None:
    stream = stream or sys.stdout
    try:
        print(for_terminal(shortened(line, longest), stream.encoding), file=stream, flush=True)
    except BrokenPipeError:  # who reads has enough; what is pulled is written down all the same
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
