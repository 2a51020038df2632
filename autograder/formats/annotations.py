"""Annotations: lines in the log of a GitHub action that its page shows beside the file, at the line of the exercise's cell.

GitHub shows ten of a kind for each step, so the first ones are those that count; the job's summary has all.
"""

from autograder.formats.sheet import Sheet
from autograder.text.github import for_command

MOST = 10


def lines(sheet: Sheet) -> list[str]:
    """A workflow command for each exercise that isn't right, the first ten: an error where something is wrong, else a notice."""
    found = []
    for row in sheet.rows:
        if row.outcome in ("right", "unread"):
            continue
        kind = "notice" if row.outcome == "unwritten" else "error"
        where = f"file={for_command(sheet.file, is_property=True)}" + (f",line={row.line}" if row.line else "")
        title = for_command(row.exercise, is_property=True)
        found.append(f"::{kind} {where},title={title}::{for_command(row.sentence or 'not right yet')}")
    return found[:MOST]
