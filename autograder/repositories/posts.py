"""What is told to one student about one assignment, and the ways in which it gets to their repository."""

import json
from dataclasses import dataclass
from typing import Protocol

from autograder.formats import summary
from autograder.formats.sheet import Sheet
from autograder.repositories.addresses import Address

_LONGEST_LINE = 140
"""What GitHub takes as the description of a commit's status."""
_SAYS = "These are the hidden checks. Mend what stands first, push, and you are graded again."


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


class PostError(Exception):
    """It couldn't be posted; the text is a sentence that says what to do."""


class Poster(Protocol):
    """A way to post. Posted again, a post changes the one that is there, and makes no second one."""

    def post(self, where: Address, post: Post) -> None:
        """Post it to the repository. Raises PostError."""


def post_of(sheet: Sheet, sha: str) -> Post:
    """What a student is told: points, a table by exercise with the sentence to read first, and nothing of the instructor's."""
    following = sheet.next
    line = f"{sheet.points:g} of {sheet.max_points:g} points"
    if following is not None:
        line += f"; next: {following.exercise}"
    text = f"{summary.markdown([sheet])}\n{_SAYS}\n\nGraded: commit {sha}.\n"
    facts = json.dumps([sha, [[row.exercise, row.outcome, row.points, row.max_points] for row in sheet.rows]])
    return Post(sheet.assignment, sha, sheet.is_right, line[:_LONGEST_LINE], text, facts)
