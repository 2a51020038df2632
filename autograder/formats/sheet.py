"""What came of one notebook, a row for each exercise: all that a table, a job's summary or a results file needs."""

from dataclasses import dataclass, field
from typing import Literal

from autograder.formats.points import Points, total

Outcome = Literal["right", "wrong", "unwritten", "unread", "error"]
"""Right; not right yet; nothing was written; a person will read it; it couldn't be told, and the student isn't at fault."""


@dataclass(frozen=True)
class Row:
    """One exercise. `sentence` is what to read first, "" where all is well; it may quote what a student wrote.

    `points` of `max_points`: what counts in the checks that were run, all or a part of an exercise's checks. `line` is where its
    cell begins in the file of the notebook, from 1 on, and 0 if that isn't known. `asked` is the text of its checks, if the
    student may see it. `seconds` is what the checks took.
    `by_hand` is an answer that a person reads, or would read if something were written in it.
    `not_graded` are the points of an "error" that couldn't be told; None for all that it didn't earn.
    """

    exercise: str
    outcome: Outcome
    points: float
    max_points: float
    sentence: str = ""
    line: int = 0
    asked: str = ""
    seconds: float = 0.0
    not_graded: float | None = None
    by_hand: bool = False

    @property
    def is_a_persons(self) -> bool:
        """Whether a person decides about it, and no check."""
        return self.by_hand or self.outcome == "unread"

    @property
    def given(self) -> Points:
        """Its points, as they are told."""
        if self.outcome == "unread":
            return Points(unread=self.max_points)
        if self.outcome == "error":
            lost = self.max_points - self.points if self.not_graded is None else self.not_graded
            return Points(self.points, self.max_points - lost, lost, errors=1)
        return Points(self.points, self.max_points)


@dataclass(frozen=True)
class Sheet:
    """One notebook: `file` is its name or path, as its student knows it; `notes` are sentences about it as a whole."""

    assignment: str
    file: str
    rows: list[Row]
    notes: list[str] = field(default_factory=list)

    @property
    def points(self) -> float:
        """What was earned in all that isn't read by a person."""
        return sum(row.points for row in self.rows if row.outcome != "unread")

    @property
    def max_points(self) -> float:
        """What could be earned there."""
        return sum(row.max_points for row in self.rows if row.outcome != "unread")

    @property
    def given(self) -> Points:
        """All of it, as it is told."""
        return total(row.given for row in self.rows)

    @property
    def is_right(self) -> bool:
        """Whether nothing is left to do that a check can tell."""
        return all(row.outcome in ("right", "unread") for row in self.rows)

    @property
    def next(self) -> Row | None:
        """The first exercise that isn't right yet."""
        return next((row for row in self.rows if row.outcome not in ("right", "unread")), None)
