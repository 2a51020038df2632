"""A table of a class for a spreadsheet: a row for each submission, a column for each exercise."""

import csv
import io
from collections.abc import Iterable

from autograder.formats.sheet import Sheet
from autograder.text.places import for_csv


def text(sheets: Iterable[tuple[str, Sheet]]) -> str:
    """The table of students and what came of their notebooks, as CSV.

    A field is empty where something wasn't graded or waits for a reader, and where an assignment has no such exercise.
    `points` is empty where anything wasn't graded, since a sum without it would be a wrong one.
    """
    found = list(sheets)
    exercises = list(dict.fromkeys(row.exercise for _, sheet in found for row in sheet.rows))
    into = io.StringIO(newline="")
    write = csv.writer(into, lineterminator="\n")
    write.writerow(for_csv(value) for value in ["student", "assignment", "notebook", "points", "max_points", *exercises])
    for student, sheet in found:
        points = {row.exercise: row.points for row in sheet.rows if row.outcome not in ("error", "unread")}
        is_graded = not any(row.outcome == "error" for row in sheet.rows)
        head = [student, sheet.assignment, sheet.file, sheet.points if is_graded else "", sheet.max_points]
        write.writerow(for_csv(_plain(value)) for value in [*head, *(points.get(name, "") for name in exercises)])
    return into.getvalue()


def _plain(value: float | str) -> float | str:
    """8 for 8.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
