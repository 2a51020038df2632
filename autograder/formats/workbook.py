"""A workbook of a class, as Excel and LibreOffice open it: the rows of `table.py`, numbers as numbers and all else as text.

Each text is written as a string, which no spreadsheet takes for a formula or an address. XlsxWriter writes it.
"""

import io
from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

from autograder.formats.points import NOT_GRADED, WAITS
from autograder.formats.sheet import Outcome, Sheet
from autograder.formats.table import HEAD, head_of
from autograder.text.places import shortened, visible, without_surrogates

NEEDS = "A workbook needs a package that isn't installed here: pip install XlsxWriter"
_INSTEAD: dict[Outcome, str] = {"error": NOT_GRADED, "unread": WAITS}
_LONGEST = 1_000
"""Excel takes 32,767 characters in a cell, and shows a few."""
_WIDEST = 40
_MADE = datetime(2000, 1, 1, tzinfo=UTC)
"""The same class gives the same file."""


class NoLibrary(Exception):
    """XlsxWriter isn't installed; the text says what to do."""


def content(sheets: Iterable[tuple[str, Sheet]]) -> bytes:
    """The file: a row for each student's notebook, a column for each exercise. Raises NoLibrary.

    Where something wasn't graded or waits for a reader these words stand, which no sum counts; `points` is empty then,
    as in the table.
    """
    try:
        import xlsxwriter
    except ModuleNotFoundError as e:
        raise NoLibrary(NEEDS) from e
    found = list(sheets)
    exercises = list(dict.fromkeys(row.exercise for _, sheet in found for row in sheet.rows))
    rows: list[list[float | str | None]] = [[*HEAD, *exercises], *(_row(student, sheet, exercises) for student, sheet in found)]
    into = io.BytesIO()
    book = xlsxwriter.Workbook(into, {"in_memory": True})
    book.set_properties({"created": _MADE.replace(tzinfo=None)})
    page = book.add_worksheet("Points")
    bold, faint = book.add_format({"bold": True, "text_wrap": True}), book.add_format({"italic": True, "font_color": "#707070"})
    for at, row in enumerate(rows):
        for place, value in enumerate(row):
            _write(
                page, at, place, value, bold if at == 0 else faint if value in _INSTEAD.values() and place >= len(HEAD) else None
            )
    for place in range(len(rows[0])):
        page.set_column(place, place, min(_WIDEST, 2 + max(len(str(row[place] or "")) for row in rows)))
    page.freeze_panes(1, 1)
    page.autofilter(0, 0, max(1, len(rows) - 1), len(rows[0]) - 1)
    book.close()
    return into.getvalue()


def _row(student: str, sheet: Sheet, exercises: list[str]) -> list[float | str | None]:
    cells = {row.exercise: _INSTEAD.get(row.outcome, row.points) for row in sheet.rows}
    return [*head_of(student, sheet), *(cells.get(name) for name in exercises)]


def _write(page: Any, at: int, place: int, value: float | str | None, how: Any) -> None:
    if isinstance(value, str):
        page.write_string(at, place, without_surrogates(visible(shortened(value, _LONGEST), "\n\t")), how)
    elif value is not None:
        page.write_number(at, place, value, how)
