"""`autograder pull`: fetch the students' git repositories, and put their notebooks into submitted/."""

import argparse
import contextlib
import os
import sys
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, Future, ThreadPoolExecutor, wait
from functools import partial
from pathlib import Path
from typing import Any

from autograder.front.cli import deadline, pulled
from autograder.front.cli.alone import alone_with
from autograder.front.cli.pulled import say
from autograder.front.cli.usage import HANDED_IN, UsageError, course_dir, whole_number
from autograder.front.interrupted import Interruptions
from autograder.handed_in import OF_A_COURSE
from autograder.notebooks import naming
from autograder.notebooks.course import Course
from autograder.notebooks.settings import CourseError
from autograder.repositories import listing, placing, record
from autograder.repositories.addresses import masked
from autograder.repositories.api import API, ApiError, Hosting
from autograder.repositories.credentials import credentials, token
from autograder.repositories.git import Git, is_branch
from autograder.repositories.git_errors import Stopped
from autograder.repositories.listing import ListingError, Repository
from autograder.repositories.pull import Outcome, Puller
from autograder.repositories.record import Last, Pulled
from autograder.repositories.wanted import Expected
from autograder.results import json_file
from autograder.text.near import near_each


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
    parser.add_argument(
        "--until", type=deadline.parsed, metavar="TIME", help="the deadline: '2026-10-01 23:59 Europe/Berlin', UTC or +02:00"
    )
    parser.add_argument("--jobs", type=_jobs, default=8, metavar="N", help="N repositories at a time (8)")
    parser.add_argument(
        "--summary", type=Path, metavar="FILE", help="add who lacks something, and why, to FILE: $GITHUB_STEP_SUMMARY"
    )
    parser.add_argument("--api", default=os.environ.get("GITHUB_API_URL") or API, metavar="URL", help=f"of GitHub's API ({API})")
    parser.add_argument("--course-dir", type=Path, default=None, metavar="DIR", help="the folder with source/ in it")
    parser.set_defaults(run=run)


def _jobs(text: str) -> int:
    number = whole_number(text)
    if not 1 <= number <= 64:
        raise argparse.ArgumentTypeError("from 1 to 64")
    return number


def _branch(text: str) -> str:
    if not is_branch(text):
        raise argparse.ArgumentTypeError(f"{text!r} can't be the name of a branch")
    return text


def run(arguments: argparse.Namespace) -> int:
    """Pull what the command line names; the exit status is that of `pulled`."""
    interrupted = Interruptions()
    with contextlib.ExitStack() as at_end:
        try:
            course = Course.at(course_dir(arguments.course_dir))
            expected = _expected(course, arguments.assignment)
            hosting = _hosting(arguments)
            if hosting is not None:
                at_end.callback(hosting.close)
            _must_be_for_students(arguments.out, course)
            repositories = _repositories(arguments, hosting)
        except (CourseError, ListingError, ApiError) as e:
            raise UsageError(str(e)) from e
        git = Git(credentials=credentials(arguments.api, not arguments.repos.lower().endswith(".csv")), stopped=interrupted)
        named = arguments.assignment is not None
        meant = partial(_meant, course)
        puller = Puller(git, arguments.out, expected, meant, named, arguments.branch, arguments.until, hosting)
        at_end.enter_context(interrupted)
        at_end.enter_context(_locked(arguments.out))
        path = record.path_of(arguments.out)
        before, wrong = record.read(path)
        if wrong:
            raise UsageError(wrong)
        for doubt in listing.doubts(repositories):
            say(f"autograder: {doubt}", sys.stderr)
        if arguments.until is not None:
            say(f"autograder: the deadline is {deadline.said(arguments.until)}.", sys.stderr)
        last = Last([one.student for one in repositories], arguments.assignment or [])
        outcomes = _pull_all(puller, repositories, _Record(path, before, last), arguments.jobs, interrupted)
        if interrupted():
            said = f"{len(outcomes)} of {len(repositories)} were looked at; run it again for the others."
            say(f"autograder: stopped. {said}", sys.stderr)
            return 128 + interrupted.number
        if arguments.summary is not None:
            pulled.summarise(outcomes, arguments.summary)
        return pulled.told(outcomes, path)


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
        told = f"{near_each(unknown, there)}: no assignment of this course" if unknown else "this course has no assignment"
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


def _must_be_for_students(out: Path, course: Course) -> None:
    """Raises UsageError for a folder in which something of the course's lies, or of somebody else's."""
    place, root = Path(os.path.abspath(out)), course.root.resolve()
    said = course.settings
    own = [root / name for name in (*OF_A_COURSE, ".git") if name != HANDED_IN]
    own += [path for path in (course.source, said.checks, said.variants, said.helpers) if path is not None]
    for one in {place, place.resolve()}:
        if root.is_relative_to(one) or any(one.is_relative_to(path) for path in own):
            raise UsageError(f"--out {out} is a folder of the course's own: name another one, such as {root / HANDED_IN}.")
    if place.exists() and not place.is_dir():
        raise UsageError(f"--out {out} is a file: name a folder, which is made if it isn't there.")
    if place.name == HANDED_IN or record.path_of(out).exists() or not place.is_dir():
        return
    there = sorted(path.name for path in place.iterdir() if not path.name.startswith("."))
    if there and next(place.glob(f"*/*/{placing.MARK}"), None) is None:
        raise UsageError(f"--out {out} holds other things, such as {there[0]}: name a new folder, or an empty one.")


@contextlib.contextmanager
def _locked(out: Path) -> Iterator[None]:
    """Let no other run pull into the same folder. Raises UsageError."""
    try:
        out.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise UsageError(f"{out} can't be written ({e.strerror}).") from e
    with alone_with(out, f"another `autograder pull` writes to {out}: wait until it has ended."):
        yield


class _Record:
    """The record of what was pulled, written down after each student."""

    def __init__(self, path: Path, before: dict[str, Pulled], last: Last) -> None:
        self._path, self._pulled, self._last = path, before, last

    def of(self, student: str) -> Pulled | None:
        return self._pulled.get(student)

    def note(self, outcome: Outcome) -> None:
        if outcome.pulled is None:
            return
        self._pulled[outcome.student] = outcome.pulled
        try:
            json_file.write_text(self._path, record.text(self._pulled.values(), self._last))
        except OSError as e:
            raise UsageError(
                f"{self._path} couldn't be written ({e.strerror}); what was pulled is there, and the next run fetches it again."
            ) from e


def _pull_all(
    puller: Puller, repositories: list[Repository], kept: _Record, jobs: int, interrupted: Interruptions
) -> list[Outcome]:
    """Pull all, several at a time; print each in the order of the list, and write each down. Those that were looked at before
    somebody stopped it are returned.
    """
    outcomes: list[Outcome] = []
    with ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(_one, puller, one, kept.of(one.student)) for one in repositories]
        for future in futures:
            while not future.done() and not interrupted():
                wait([future], timeout=0.1, return_when=FIRST_COMPLETED)
            if interrupted() or (outcome := future.result()) is None:
                break
            outcomes.append(outcome)
            for line in outcome.lines:
                say(line)
            kept.note(outcome)
        for future in futures:
            future.cancel()
    # What was finished while somebody stopped it is there, so it is written down too.
    for future in futures[len(outcomes) :]:
        if (late := _result(future)) is not None:
            kept.note(late)
    return outcomes


def _one(puller: Puller, repository: Repository, before: Pulled | None) -> Outcome | None:
    """One student's outcome; None if somebody stopped it. A fault of ours is told with its student, and the others go on."""
    try:
        return puller.pull(repository, before)
    except Stopped:
        return None
    except Exception as e:
        told = f"{repository.student}  nothing pulled: a fault of this program ({type(e).__name__}: {masked(str(e))})."
        return Outcome(repository.student, [told], is_ours=True, pulled=before)


def _result(future: Future[Outcome | None]) -> Outcome | None:
    return None if future.cancelled() else future.result()
