"""What the gradebook says of a graded cell, as the step `KnownGrades` wrote it into the notebook. It counts, whatever is told."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from autograder.formats.points import Points
from autograder.notebooks.cells import is_graded, is_solution, nbgrader_metadata

State = Literal["right", "wrong", "graded", "waits", "error"]
"""Right; not right yet; a person gave some of the points; nobody has read it yet; it couldn't be graded, which is our fault."""


@dataclass(frozen=True)
class Grade:
    """One graded cell. `read` is one that a person reads: a written answer or a task. `undecided`: it has no score yet, and
    `score` says nothing then. `extra` is in `score`.
    """

    grade_id: str
    points: float
    score: float
    extra: float
    read: bool
    by_person: bool
    undecided: bool

    @property
    def state(self) -> State:
        """What the score alone says."""
        if self.undecided:
            return "waits" if self.read else "error"
        if self.score >= self.points:
            return "right"
        return "graded" if self.by_person and self.score > 0 else "wrong"

    @property
    def given(self) -> Points:
        """Its points, as they are told."""
        if self.undecided:
            return Points(unread=self.points) if self.read else Points(not_graded=self.points, errors=1)
        return Points(self.score, self.points)


def is_task(cell: Mapping[str, Any]) -> bool:
    return nbgrader_metadata(cell).get("task") is True


def grade_of(cell: Mapping[str, Any]) -> Grade | None:
    """The grade of a cell, None for one that carries no points."""
    about = nbgrader_metadata(cell)
    grade_id = about.get("grade_id")
    if not isinstance(grade_id, str) or not (is_graded(cell) or is_task(cell)):
        return None
    score = about.get("score")
    return Grade(
        grade_id=grade_id,
        points=_number(about.get("points")),
        score=_number(score),
        extra=_number(about.get("extra_credit")),
        read=is_solution(cell) or is_task(cell),
        by_person=about.get("by_person") is True,
        undecided=about.get("undecided") is True or not isinstance(score, int | float),
    )


def _number(found: Any) -> float:
    return float(found) if isinstance(found, int | float) else 0.0
