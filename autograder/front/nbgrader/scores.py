"""What the gradebook knows of a score: the one place that tells a 0 from what nobody has decided yet, which to nbgrader is 0."""

from collections.abc import Iterator
from typing import Any

from autograder.formats.points import Points, total


def score_of(grade: Any) -> float | None:
    """The score of a graded cell with its extra credit; None where neither the judge nor a person gave one yet."""
    score = grade.auto_score if grade.manual_score is None else grade.manual_score
    return None if score is None else float(score + (grade.extra_credit or 0.0))


def score_by_people(grade: Any) -> float | None:
    """The score of a graded cell where a person gave it, or extra credit to it; else None."""
    return score_of(grade) if grade.manual_score is not None or grade.extra_credit else None


def given_by(submission: Any) -> Points:
    """The points of a submission, as they are told everywhere. What has no score waits for a reader where a person reads the
    cell, a written answer or a task; else it couldn't be graded.
    """
    return total(_given(grade, is_read) for grade, is_read in _grades(submission))


def _grades(submission: Any) -> Iterator[tuple[Any, bool]]:
    """Each grade, and whether a person reads its cell."""
    for notebook in submission.notebooks:
        by_hand = {cell.name for cell in [*notebook.notebook.solution_cells, *notebook.notebook.task_cells]}
        yield from ((grade, grade.name in by_hand) for grade in notebook.grades)


def _given(grade: Any, is_read: bool) -> Points:
    score, points = score_of(grade), float(grade.max_score or 0.0)
    if score is not None:
        return Points(score, points)
    return Points(unread=points) if is_read else Points(not_graded=points, errors=1)
