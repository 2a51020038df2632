"""What `autograder publish` does with the reports: one after another, each looked at, posted, and written down."""

import sys
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from autograder.formats.sheet import Sheet
from autograder.front.cli.usage import UsageError
from autograder.front.interrupted import Interruptions
from autograder.repositories import published
from autograder.repositories.addresses import Address, Refused, address
from autograder.repositories.git_errors import Stopped
from autograder.repositories.posts import Mark, Post, Poster, PostError, post_of
from autograder.repositories.published import Told
from autograder.repositories.record import Pulled
from autograder.results import json_file
from autograder.text.listing import first_of, listed
from autograder.text.places import for_terminal

_WOULD, _POSTED, _AGAIN, _SAME, _LATER, _FAILED = (
    "would be posted", "posted", "posted again", "unchanged", "put off", "failed",
)  # fmt: skip
_MOST_NAMED = 10
_OTHER = "this was pulled again after it was graded, or changed by hand: grade, then publish"
_UNKNOWN_REPORTS = "by an earlier autograder, whose reports don't say which file was graded. Grade again, then publish"
_UNKNOWN_RECORD = "pulled by an earlier autograder, whose record doesn't say what was in the notebook. Pull, grade, then publish"


@dataclass(frozen=True)
class Graded:
    """A report, as far as it is posted. `digest` is that of the file that was graded, "" where the report has none; `beside` is
    that of what lay beside it.
    """

    student: str
    sheet: Sheet
    digest: str
    beside: str = ""


class Publisher:
    """Goes through the reports, and writes down after each what was told.

    `kind` is what `poster` posts. A student is told of `a_day` new gradings a day at most. A `dry_run` asks nobody, and says what
    would be posted by what is known here.
    """

    def __init__(
        self,
        poster: Poster,
        kind: str,
        a_day: int | None,
        dry_run: bool,
        pulled: dict[str, Pulled],
        told: dict[tuple[str, str], Told],
        path: Path,
        interrupted: Interruptions,
    ) -> None:
        self._poster, self._kind, self._a_day, self._dry_run = poster, kind, a_day, dry_run
        self._pulled, self._told, self._path, self._interrupted = pulled, told, path, interrupted
        self._now = datetime.now(UTC)
        self._unknown: dict[str, list[str]] = {_UNKNOWN_REPORTS: [], _UNKNOWN_RECORD: []}

    def all(self, graded: list[Graded]) -> int:
        """Post what is to be posted, a line for each; the exit status."""
        counts = dict.fromkeys((_WOULD, _POSTED, _AGAIN, _SAME, _LATER, _FAILED), 0)
        for number, one in enumerate(graded):
            try:
                what, why = ("", "") if self._interrupted() else self._one(one)
            except Stopped:
                what = ""
            if not what:
                done = f"{counts[_POSTED] + counts[_AGAIN]} were posted, and {number} of {len(graded)} looked at"
                self._say(f"autograder: stopped. {done}; run it again for the others.")
                return 128 + self._interrupted.number
            counts[what] += 1
            if why:
                print(for_terminal(f"{one.student}  {one.sheet.assignment}  {what}: {why}", sys.stdout.encoding), flush=True)
        for why, names in self._unknown.items():
            if names:
                self._say(f"autograder: not told: {listed(first_of(names, _MOST_NAMED))}, {why}.")
        said = ", ".join(f"{count} {what}" for what, count in counts.items() if count)
        would = " (nothing was posted, and nobody was asked: --dry-run)" if self._dry_run else ""
        self._say(f"autograder: {said or 'no report'}{would}.")
        return 1 if counts[_FAILED] else 0

    def _one(self, one: Graded) -> tuple[str, str]:
        """What became of one report, and why; "" where no line is printed. Raises Stopped."""
        pulled = self._pulled.get(one.student)
        if pulled is None:
            return _FAILED, "their repository isn't known: it wasn't pulled"
        if any(row.outcome == "error" for row in one.sheet.rows):
            return _LATER, "not all of it could be graded, and no student hears of half a grading; grade it again"
        assignment = one.sheet.assignment
        is_same = pulled.has(assignment, one.sheet.file, one.digest, one.beside)
        if is_same is None:
            self._unknown[_UNKNOWN_RECORD if one.digest else _UNKNOWN_REPORTS].append(one.student)
            return _FAILED, ""
        if not is_same:
            return _FAILED, _OTHER
        until = pulled.until if assignment in pulled.expected else ""
        post = post_of(one.sheet, pulled.commits.get(assignment, pulled.sha), until)
        try:
            where = address(pulled.url)
            if why := self._poster.refusal(where):
                return _FAILED, why
            return self._told_of(where, post, self._told.setdefault((one.student, assignment), Told(one.student, assignment)))
        except Refused as e:
            return _FAILED, f"the address {pulled.url} {e}"
        except PostError as e:
            return _FAILED, str(e)

    def _told_of(self, where: Address, post: Post, told: Told) -> tuple[str, str]:
        before = told.mark(self._kind, where.shown)
        was_told = told.says(self._kind, where.shown, post)
        if was_told:
            stands = before if self._dry_run else self._poster.stands(where, post, before)
            if stands is not None:
                if stands != before:
                    self._note(where, post, told, stands)
                return _SAME, ""
        if self._a_day is not None and told.is_new(post) and told.on(self._now) >= self._a_day:
            return _LATER, f"{self._a_day} gradings were published today; the next after midnight, UTC"
        if self._dry_run:
            return _WOULD, post.line
        posted = self._poster.post(where, post, before)
        self._note(where, post, told, posted.mark)
        line = f"{post.line} ({posted.note})" if posted.note else post.line
        return (_AGAIN, f"{line}; what was posted before wasn't there as it was") if was_told else (_POSTED, line)

    def _note(self, where: Address, post: Post, told: Told, mark: Mark) -> None:
        told.note(self._kind, where.shown, post, mark, self._now)
        try:
            json_file.write_text(self._path, published.text(self._kept()))
        except OSError as e:
            raise UsageError(f"{self._path} can't be written ({e.strerror}), so nothing more is posted.") from e

    def _kept(self) -> Iterable[Told]:
        """Of whom something is known."""
        return (told for told in self._told.values() if told.digest)

    def _say(self, line: str) -> None:
        print(for_terminal(line, sys.stderr.encoding), file=sys.stderr, flush=True)
