"""A table of a class for a spreadsheet: a row for each submission, a column for each exercise."""

import csv
import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from autograder.formats.sheet import Sheet
from autograder.text.places import for_csv

HEAD = ("student", "assignment", "notebook", "points", "max_points", "points_so_far", "missing")
"""What stands before the exercises. `points_so_far` are those that are known, and `missing` says what isn't, in words."""


@dataclass(frozen=True)
class Due:
    """What is expected of a student, and what there is to say about it: why there is none, it may be."""

    student: str
    assignment: str
    note: str = ""


def text(sheets: Iterable[tuple[str, Sheet]], due: Sequence[Due] = ()) -> str:
    """The table of students and what came of their notebooks, as CSV. With `due` it has a row for each of these, in that order,
    and a column `note`.

    A field is empty where something wasn't graded or waits for a reader, and where an assignment has no such exercise. So is
    `points`, since a sum without it would be a wrong one: what is known stands in `points_so_far`.
    """
    found = list(sheets)
    graded: dict[tuple[str, str], list[tuple[str, Sheet]]] = {}
    for student, sheet in found:
        graded.setdefault((student, sheet.assignment), []).append((student, sheet))
    exercises = list(dict.fromkeys(row.exercise for _, sheet in found for row in sheet.rows))
    into = io.StringIO(newline="")
    write = csv.writer(into, lineterminator="\n")
    write.writerow(for_csv(value) for value in [*HEAD, *exercises, *(["note"] if due else [])])
    for one in due:
        theirs = graded.pop((one.student, one.assignment), [])
        _add(write, theirs, exercises, [one.note])
        if not theirs:
            note = one.note or "It wasn't graded: the run was stopped."
            empty = [""] * (len(HEAD) - 2 + len(exercises))
            write.writerow(for_csv(value) for value in [one.student, one.assignment, *empty, note])
    for others in graded.values():
        _add(write, others, exercises, [""] if due else [])
    return into.getvalue()


def of_rows(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of texts as CSV."""
    into = io.StringIO(newline="")
    csv.writer(into, lineterminator="\n").writerows([for_csv(value) for value in row] for row in [head, *rows])
    return into.getvalue()


def _add(write: Any, found: list[tuple[str, Sheet]], exercises: list[str], last: list[str]) -> None:
    for student, sheet in found:
        points = {row.exercise: row.points for row in sheet.rows if row.outcome not in ("error", "unread")}
        head = ["" if value is None else value for value in head_of(student, sheet)]
        write.writerow(for_csv(_plain(value)) for value in [*head, *(points.get(name, "") for name in exercises), *last])


def head_of(student: str, sheet: Sheet) -> list[float | str | None]:
    """What stands below `HEAD`; None for what isn't known."""
    given = sheet.given
    points = given.earned if given.is_whole else None
    return [student, sheet.assignment, sheet.file, points, given.whole, given.earned, given.missing or None]


def _plain(value: float | str) -> float | str:
    """8 for 8.0."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
