"""What came of one notebook, a row for each exercise: all that a table, a job's summary or a results file needs."""

from dataclasses import dataclass, field
from typing import Literal

Outcome = Literal["right", "wrong", "unwritten", "unread", "error"]
"""Right; not right yet; nothing was written; a person will read it; it couldn't be told, and the student isn't at fault."""


@dataclass(frozen=True)
class Row:
    """One exercise. `sentence` is what to read first, "" where all is well; it may quote what a student wrote.

    `points` of `max_points`: what counts in the checks that were run, all or a part of an exercise's checks. `line` is where its
    cell begins in the file of the notebook, from 1 on, and 0 if that isn't known. `asked` is the text of its checks, if the
    student may see it. `seconds` is what the checks took.
    """

    exercise: str
    outcome: Outcome
    points: float
    max_points: float
    sentence: str = ""
    line: int = 0
    asked: str = ""
    seconds: float = 0.0


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
    def is_right(self) -> bool:
        """Whether nothing is left to do that a check can tell."""
        return all(row.outcome in ("right", "unread") for row in self.rows)

    @property
    def next(self) -> Row | None:
        """The first exercise that isn't right yet."""
        return next((row for row in self.rows if row.outcome not in ("right", "unread")), None)
