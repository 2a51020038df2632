"""`autograder publish`: tell each student, in their own repository, what came of their notebooks."""

import argparse
import contextlib
import json
import os
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from autograder.formats.sheet import Sheet
from autograder.front.cli.alone import alone_with
from autograder.front.cli.usage import UsageError, positive
from autograder.front.interrupted import Interruptions
from autograder.repositories import published, record
from autograder.repositories.addresses import Refused, address
from autograder.repositories.api import API
from autograder.repositories.posts import Post, Poster, PostError, post_of
from autograder.repositories.published import Told
from autograder.repositories.record import Pulled
from autograder.results import json_file, rows
from autograder.text.places import for_terminal

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
    """Publish; 1 if something couldn't be posted."""
    sheets = _sheets(arguments.reports)
    pulled, wrong = record.read(arguments.pulled)
    if wrong or not pulled:
        raise UsageError(wrong or f"{arguments.pulled} names no repository: it is the file that `autograder pull` writes.")
    path = published.path_of(arguments.reports)
    interrupted = Interruptions()
    busy = f"another `autograder publish` is at work on {arguments.reports}: wait until it has ended."
    with interrupted, alone_with(arguments.reports, busy), contextlib.ExitStack() as last:
        try:
            told = published.read(path)
        except (OSError, ValueError, KeyError, TypeError) as e:
            raise UsageError(f"{path} can't be read as a record of what was published ({e}): move it away.") from e
        poster = _poster(arguments, interrupted, last)
        return _Publisher(arguments, poster, pulled, told, path).all(sheets, interrupted)


def _sheets(path: Path) -> list[tuple[str, Sheet]]:
    """Students and what came of their notebooks."""
    try:
        if path.stat().st_size > _LARGEST:
            raise ValueError("it is too large")
        reports = json.loads(path.read_text(encoding="utf-8"))
        if not isinstance(reports, list):
            raise ValueError("it is no list of reports")
        return [rows.sheet_of_json(found) for found in reports]
    except (OSError, ValueError, TypeError) as e:
        why = e.strerror if isinstance(e, OSError) and e.strerror else e
        raise UsageError(f"{path} can't be read as reports: {why}. `autograder grade --json` writes them.") from e


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
    hosting = last.enter_context(contextlib.closing(GitHub(arguments.api, token())))
    return GitHubPoster(hosting, arguments.kind)


class _Publisher:
    """Goes through the reports, and writes down after each what was told."""

    def __init__(
        self,
        arguments: argparse.Namespace,
        poster: Poster,
        pulled: dict[str, Pulled],
        told: dict[tuple[str, str], Told],
        path: Path,
    ) -> None:
        self._arguments, self._poster, self._pulled, self._told, self._path = arguments, poster, pulled, told, path
        self._now = datetime.now(UTC)

    def all(self, sheets: list[tuple[str, Sheet]], interrupted: Interruptions) -> int:
        counts = {"posted": 0, "unchanged": 0, "put off": 0, "failed": 0}
        for number, (student, sheet) in enumerate(sheets):
            if interrupted():
                print(
                    f"autograder: stopped. {number} of {len(sheets)} were looked at; run it again for the others.",
                    file=sys.stderr,
                )
                return 128 + interrupted.number
            what, why = self._one(student, sheet)
            counts[what] += 1
            if what != "unchanged":
                line = f"{student}  {sheet.assignment}  {what}" + (f": {why}" if why else "")
                print(for_terminal(line, sys.stdout.encoding), flush=True)
        said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        would = " (nothing was posted: --dry-run)" if self._arguments.dry_run else ""
        print(f"autograder: {said or 'no report'}{would}.", file=sys.stderr)
        return 1 if counts["failed"] else 0

    def _one(self, student: str, sheet: Sheet) -> tuple[str, str]:
        """What became of one report, and why."""
        pulled = self._pulled.get(student)
        if pulled is None:
            return "failed", "their repository isn't known: it wasn't pulled"
        if any(row.outcome == "error" for row in sheet.rows):
            return "put off", "not all of it could be graded, and no student hears of half a grading; grade it again"
        post = post_of(sheet, pulled.commits.get(sheet.assignment, pulled.sha))
        told = self._told.setdefault((student, sheet.assignment), Told(student, sheet.assignment))
        if told.is_told(post):
            return "unchanged", ""
        most = self._arguments.a_day
        if most is not None and told.on(self._now) >= most:
            return "put off", f"{most} gradings were published today; the next after midnight, UTC"
        if self._arguments.dry_run:
            return "posted", post.line
        return self._posted(pulled, post, told)

    def _posted(self, pulled: Pulled, post: Post, told: Told) -> tuple[str, str]:
        try:
            self._poster.post(address(pulled.url), post)
        except (PostError, Refused) as e:
            return "failed", str(e)
        told.note(post, self._now)
        try:
            json_file.write_text(self._path, published.text(self._told.values()))
        except OSError as e:
            raise UsageError(f"{self._path} can't be written ({e.strerror}), so nothing more is posted.") from e
        return "posted", post.line
