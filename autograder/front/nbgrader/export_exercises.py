"""`nbgrader export --exporter=…`: the gradebook as a table with a column for each exercise, what people gave included."""

from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import Any

from nbgrader.api import Gradebook, MissingEntry

from autograder.front.nbgrader.export import COLUMNS, MISSING, CsvExport
from autograder.front.nbgrader.scores import score_of
from autograder.notebooks.cells import exercise_and_part


class ExerciseExport(CsvExport):
    """nbgrader's table, and behind its columns one for each exercise: the points of all its graded cells together.

    A field is empty where one of these cells isn't graded yet, by the judge or by a person, where nothing was handed in, and
    where an assignment has no such exercise.
    """

    def _rows(self, gradebook: Gradebook) -> Iterator[dict[str, Any]]:
        self._columns = cache(_columns)  # asked of an assignment once, and not for each student
        return super()._rows(gradebook)

    def row(self, gradebook: Gradebook, assignment: Any, student: Any) -> dict[str, Any]:
        found = super().row(gradebook, assignment, student)
        columns = self._columns(assignment)
        points: dict[str, float | None] = dict.fromkeys(columns.values())
        try:
            submission = gradebook.find_submission(assignment.name, student.id)
        except MissingEntry:
            return found | points
        given: dict[str, list[float | None]] = {}
        for notebook in submission.notebooks:
            for grade in notebook.grades:
                given.setdefault(columns[notebook.name, grade.name], []).append(score_of(grade))
        for name, scores in given.items():
            known = [score for score in scores if score is not None]
            points[name] = sum(known) if len(known) == len(scores) else None
        return found | points


def _columns(assignment: Any) -> dict[tuple[str, str], str]:
    """The column of each graded cell, by its notebook and its name.

    An exercise of two notebooks is two, and one that is called as a column of nbgrader's is told apart.
    """
    cells = list(_cells(assignment))
    notebooks = Counter(name for name, _ in {(exercise, notebook) for notebook, _, exercise in cells})
    return {
        (notebook, cell): f"{notebook}: {exercise}" if notebooks[exercise] > 1 or exercise in (*COLUMNS, MISSING) else exercise
        for notebook, cell, exercise in cells
    }


def _cells(assignment: Any) -> Iterator[tuple[str, str, str]]:
    """Each graded cell: its notebook, its name, and its exercise."""
    for notebook in assignment.notebooks:
        for cell in [*notebook.grade_cells, *notebook.task_cells]:
            yield notebook.name, cell.name, exercise_and_part(cell.name)[0]
