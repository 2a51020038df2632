"""What is told to one student about one assignment, and the ways in which it gets to their repository."""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from autograder.formats import summary
from autograder.formats.sheet import Sheet
from autograder.repositories.addresses import Address
from autograder.repositories.commits import said

_LONGEST_LINE = 140
"""What GitHub takes as the description of a commit's status."""

Mark = dict[str, Any]
"""By what a poster knows again what it posted: its number, its digest; kept as JSON from run to run."""


@dataclass(frozen=True)
class Post:
    """`line` says it in a line, `text` in Markdown. `sha` is the commit that was graded.

    `facts` are what a student gains or loses by it: two posts with the same ones say the same, though a sentence may name another
    number, since hidden inputs are new each time.
    """

    assignment: str
    sha: str
    is_right: bool
    line: str
    text: str
    facts: str


@dataclass(frozen=True)
class Posted:
    """What became of a post. `note` is a clause for the instructor about where it stands, if that isn't where it usually does."""

    mark: Mark
    note: str = ""


class PostError(Exception):
    """It couldn't be posted; the text is a sentence that says what to do."""


class Poster(Protocol):
    """A way to post. Posted again, a post changes the one that is there, and makes no second one."""

    def refusal(self, where: Address) -> str:
        """Why nothing can be posted there, as far as that is known without asking anybody; "" where nothing is."""

    def stands(self, where: Address, post: Post, mark: Mark) -> Mark | None:
        """The mark of what was posted of the same facts, if it stands there as it was posted; None where it doesn't.

        Raises PostError where that can't be told.
        """

    def post(self, where: Address, post: Post, mark: Mark) -> Posted:
        """Post it to the repository; `mark` is that of what was posted there before, if anything was. Raises PostError."""


def post_of(sheet: Sheet, sha: str, until: str = "") -> Post:
    """What a student is told: points, a table by exercise with the sentence to read first, and nothing of the instructor's.

    `until` is when what was pushed counted last, in ISO 8601, "" where that isn't known.
    """
    following = sheet.next
    line = sheet.given.told
    if following is not None:
        line += f"; next: {following.exercise}"
    text = f"{summary.markdown([sheet])}\n{_last(sheet, until)}\n\nGraded: commit {sha}.\n"
    facts = json.dumps([sha, [[row.exercise, row.outcome, row.points, row.max_points] for row in sheet.rows]])
    return Post(sheet.assignment, sha, sheet.is_right, line[:_LONGEST_LINE], text, facts)


def _last(sheet: Sheet, until: str) -> str:
    """Sentences that stay true for as long as the post stands there, after the deadline too."""
    by_hand = any(row.outcome == "unread" for row in sheet.rows)
    if all(row.outcome == "unread" for row in sheet.rows):
        return "A person reads this." if by_hand else "No check counts here."
    if sheet.is_right:
        return "These are the hidden checks, and all of them pass." + (" A person reads the rest." if by_hand else "")
    when = f"What was pushed until {said(datetime.fromisoformat(until))} counts." if until else ""
    later = when or "A later push counts for as long as your course takes any."
    return f"These are the hidden checks; what stands first is the first to mend. {later}"
