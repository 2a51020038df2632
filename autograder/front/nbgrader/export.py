"""`nbgrader export` as a table in which no name of a student's is a formula, or a column more."""

import csv
import io
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NoReturn

from nbgrader.api import Gradebook, MissingEntry
from nbgrader.plugins.export import CsvExportPlugin
from sqlalchemy.exc import SQLAlchemyError

from autograder.front.nbgrader.gradebook import GradebookError, look_at, told
from autograder.front.nbgrader.scores import given_by
from autograder.results import json_file
from autograder.text.places import for_csv

COLUMNS = [
    "assignment",
    "duedate",
    "timestamp",
    "student_id",
    "last_name",
    "first_name",
    "email",
    "raw_score",
    "late_submission_penalty",
    "score",
    "max_score",
]
"""nbgrader's own, in its order."""
MISSING = "missing"
"""A column behind these, where anybody's score isn't known yet: why, in words."""


class CsvExport(CsvExportPlugin):
    """nbgrader's table of grades, with each text written so that it stays one in a spreadsheet.

    nbgrader makes it before it opens the gradebook, which is looked at here. The command ends with 1 where that can't be used.
    """

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        at = getattr(self.parent, "coursedir", None)
        if at is not None:
            try:
                look_at(at.db_url, writes=False)
            except GradebookError as e:
                self._end(str(e))

    def export(self, gradebook: Gradebook) -> None:
        """Write the rows of the wanted assignments and students to `to`, else to grades.csv: the whole table or nothing."""
        to = self.to or "grades.csv"
        self.log.info("Exporting grades to %s", to)
        table = io.StringIO(newline="")
        try:
            rows = list(self._rows(gradebook))
            missing = [MISSING] if any(row.get(MISSING) for row in rows) else []
            columns = list(dict.fromkeys([*COLUMNS, *missing, *(name for row in rows for name in row)]))
            writer = csv.DictWriter(table, columns, restval="", lineterminator="\n")
            writer.writerow({name: for_csv(name) for name in columns})
            for row in rows:
                writer.writerow({name: "" if value is None else for_csv(value) for name, value in row.items()})
        except SQLAlchemyError as e:
            self._end(told(e, str(gradebook.engine.url)) or str(e))
        if not rows:
            empty = (
                "The gradebook knows no student of whom that could be told; `nbgrader autograde` tells it of those who handed in."
            )
            if Path(to).exists():
                self._end(f"{empty} {to} stays as it is.")
            self.log.warning("%s The table has a head and no rows.", empty)
        try:
            json_file.write_text(Path(to), table.getvalue())
        except OSError as e:
            self._end(f"{to} couldn't be written ({e.strerror}): name another file with --to, or see to this one's disk.")

    def _end(self, told: str) -> NoReturn:
        self.log.error("Nothing was exported. %s", told)
        sys.exit(1)

    def _rows(self, gradebook: Gradebook) -> Iterator[dict[str, Any]]:
        assignments, students = set(map(str, self.assignment)), set(map(str, self.student))
        for assignment in gradebook.assignments:
            for student in gradebook.students:
                if (not assignments or assignment.name in assignments) and (not students or student.id in students):
                    yield self.row(gradebook, assignment, student)

    def row(self, gradebook: Gradebook, assignment: Any, student: Any) -> dict[str, Any]:
        """What the table says of a student's work for an assignment, by column; None is an empty field."""
        return _row(gradebook, assignment, student)


def _row(gradebook: Gradebook, assignment: Any, student: Any) -> dict[str, Any]:
    row = {
        "assignment": assignment.name,
        "duedate": assignment.duedate,
        "timestamp": None,
        "student_id": student.id,
        "last_name": student.last_name,
        "first_name": student.first_name,
        "email": student.email,
        "raw_score": 0.0,
        "late_submission_penalty": 0.0,
        "score": 0.0,
        "max_score": assignment.max_score,
    }
    try:
        submission = gradebook.find_submission(assignment.name, student.id)
    except MissingEntry:  # nothing handed in: a 0 to nbgrader
        return row
    penalty = submission.late_submission_penalty
    row |= {"timestamp": submission.timestamp, "late_submission_penalty": penalty}
    given = given_by(submission)
    if not given.is_whole:  # a sum without what is missing would be a wrong one
        return row | {"raw_score": None, "score": None, MISSING: given.missing}
    return row | {"raw_score": submission.score, "score": max(0.0, submission.score - (penalty or 0.0))}
