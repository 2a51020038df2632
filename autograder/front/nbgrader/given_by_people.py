"""What people gave in formgrader, for commands that aren't nbgrader's: the gradebook is read, and nothing is written to it."""

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import quote

from nbgrader.api import Gradebook, MissingEntry
from sqlalchemy.exc import SQLAlchemyError

from autograder.front.nbgrader.gradebook import GradebookError, look_at, told
from autograder.front.nbgrader.scores import score_by_people

Scores = dict[tuple[str, str], float]
"""Scores by notebook and cell."""


def scores(file: Path, of: Iterable[tuple[str, str]]) -> dict[tuple[str, str], Scores]:
    """Of these assignments and students the scores that a person gave, of cells with nothing but the judge's none.

    Raises GradebookError.
    """
    if not file.stat().st_size:  # nbgrader hasn't written to it yet
        return {one: {} for one in of}
    look_at(f"sqlite:///{file}", writes=False)
    url = f"sqlite:///file:{quote(str(file))}?mode=ro&uri=true"
    try:
        with Gradebook(url) as gradebook:
            return {one: _of(gradebook, *one) for one in of}
    except SQLAlchemyError as e:
        raise GradebookError(told(e, f"sqlite:///{file}") or str(e)) from e


def _of(gradebook: Gradebook, assignment: str, student: str) -> Scores:
    try:
        submission = gradebook.find_submission(assignment, student)
    except MissingEntry:
        return {}
    found = {(one.name, grade.name): score_by_people(grade) for one in submission.notebooks for grade in one.grades}
    return {where: score for where, score in found.items() if score is not None}
