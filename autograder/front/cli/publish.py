"""`autograder publish`: tell each student, in their own repository, what came of their notebooks."""

import argparse
import contextlib
import json
import os
from pathlib import Path
from typing import Any

from autograder.front.cli.alone import alone_with
from autograder.front.cli.publishing import Graded, Publisher
from autograder.front.cli.usage import UsageError, positive
from autograder.front.interrupted import Interruptions
from autograder.repositories import published, record
from autograder.repositories.api import API, ApiError
from autograder.repositories.posts import Poster
from autograder.results import rows

_LARGEST = 1 << 30


def add(commands: Any) -> None:
    """Add the command's parser."""
    parser = commands.add_parser(
        "publish",
        help="tell each student what came of their notebooks, in their repository",
        description="Post the reports of `autograder grade --json` where each student alone sees them (docs/publishing.md).",
    )
    parser.add_argument("reports", type=Path, metavar="REPORTS", help="the file that `autograder grade --json` wrote")
    parser.add_argument("--pulled", type=Path, required=True, metavar="FILE", help="the file that `autograder pull` wrote")
    parser.add_argument(
        "--as", dest="kind", choices=["issue", "status", "check", "branch"], required=True, help="how it is posted"
    )
    parser.add_argument(
        "--a-day", type=positive, metavar="N", help="tell a student of N gradings a day of an assignment, and no more"
    )
    parser.add_argument("--dry-run", action="store_true", help="say what would be posted, and post nothing")
    parser.add_argument("--api", default=os.environ.get("GITHUB_API_URL") or API, metavar="URL", help=f"of GitHub's API ({API})")
    parser.set_defaults(run=run)


def run(arguments: argparse.Namespace) -> int:
    """Publish; 1 if something couldn't be posted, or what was graded isn't what was pulled."""
    graded = _graded(arguments.reports)
    pulled, wrong = record.read(arguments.pulled, is_named=True)
    if wrong or not pulled:
        raise UsageError(wrong or f"{arguments.pulled} names no repository: name the file that `autograder pull` wrote.")
    path = published.path_of(arguments.reports)
    interrupted = Interruptions()
    busy = f"another `autograder publish` is at work on {arguments.reports}: wait until it has ended."
    with interrupted, alone_with(arguments.reports, busy), contextlib.ExitStack() as last:
        try:
            told = published.read(path)
        except (OSError, ValueError) as e:
            raise UsageError(
                f"{path} can't be read as a record of what was published ({e}). Give it another name, and run this again: what "
                "was posted is found again, and only how often each student was told today is forgotten."
            ) from e
        poster = _poster(arguments, interrupted, last)
        how = (arguments.kind, arguments.a_day, arguments.dry_run)
        return Publisher(poster, *how, pulled, told, path, interrupted).all(graded)


def _graded(path: Path) -> list[Graded]:
    """What came of the students' notebooks."""
    looks = ""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("it is too large")
        reports = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(reports, list):
            looks = record.looks_like(reports)
            raise ValueError("it is no list of reports")
        return [
            Graded(*rows.sheet_of_json(found), str(found.get("digest", "")), str(found.get("beside", ""))) for found in reports
        ]
    except (OSError, ValueError, TypeError, RecursionError) as e:
        why = e.strerror if isinstance(e, OSError) and e.strerror else f"it looks like {looks}" if looks else e
        raise UsageError(f"{path} can't be read as reports: {why}. Name the file that `autograder grade --json` wrote.") from e


def _poster(arguments: argparse.Namespace, interrupted: Interruptions, last: contextlib.ExitStack) -> Poster:
    from autograder.repositories.credentials import credentials, token

    if arguments.kind == "branch":
        from autograder.repositories.feedback_branch import BranchPoster
        from autograder.repositories.git_writing import WritingGit

        return BranchPoster(WritingGit(credentials=credentials(arguments.api), stopped=interrupted))
    try:
        from autograder.repositories.github_api import GitHub
        from autograder.repositories.github_posts import GitHubPoster
    except ImportError:
        raise UsageError("GitHub's API needs PyGithub: pip install PyGithub.") from None
    if not token():
        raise UsageError("posting needs a token: put one into GITHUB_TOKEN (docs/publishing.md says with which rights).")
    try:
        hosting = last.enter_context(contextlib.closing(GitHub(arguments.api, token())))
    except ApiError as e:
        raise UsageError(str(e)) from e
    return GitHubPoster(hosting, arguments.kind)
