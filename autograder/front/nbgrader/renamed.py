"""The scores of notebooks that were handed in by another name, while others of the same assignment are graded.

nbgrader gives 0 to each notebook of an assignment that has no file of just its name, whichever it was asked to grade.
"""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

Scores = dict[tuple[str, str], tuple[float | None, bool]]
"""Of each graded cell of a notebook, by both names: the score that nbgrader gave, and whether a person has to look."""


@contextmanager
def kept(coursedir: Any, assignment: str, student: str, notebooks: Iterable[str]) -> Iterator[None]:
    """Let these notebooks of a student's have the same scores behind it as before."""
    notebooks = list(notebooks)
    if not notebooks:
        yield
        return
    before: Scores = {}
    with Gradebook(coursedir.db_url, coursedir.course_id) as gb:
        for grade in _grades(gb, assignment, student, notebooks):
            before[grade.notebook.name, grade.name] = grade.auto_score, grade.needs_manual_grade
    yield
    with Gradebook(coursedir.db_url, coursedir.course_id) as gb:
        for grade in _grades(gb, assignment, student, notebooks):
            # None, of a submission that is new: it wasn't graded yet.
            grade.auto_score, grade.needs_manual_grade = before.get((grade.notebook.name, grade.name), (None, False))
        gb.db.commit()


def _grades(gb: Gradebook, assignment: str, student: str, notebooks: list[str]) -> Iterator[Any]:
    for notebook in notebooks:
        try:
            yield from gb.find_submission_notebook(notebook, assignment, student).grades
        except MissingEntry:
            continue
