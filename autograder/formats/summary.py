"""The summary of a GitHub job: Markdown that the page of the run shows, a table by exercise.

GitHub keeps a mebibyte of it for each step, and shows nothing of a longer one; it leaves out pictures that stand in the text
itself, so these are an artifact beside it.
"""

from autograder.formats.sheet import Outcome, Row, Sheet
from autograder.text.github import for_markdown

MOST_BYTES = 1024 * 1024
"""What GitHub takes from one step."""
_LONGEST_SENTENCE = 600
_LONGEST_NAME = 80
_SAYS: dict[Outcome, str] = {
    "right": "right",
    "wrong": "not yet",
    "unwritten": "not written yet",
    "unread": "waits for a reader",
    "error": "not graded",
}
_LEFT_OUT = "\nMore would stand here than GitHub shows; the log of the run has all of it.\n"


def markdown(sheets: list[Sheet], said: str = "") -> str:
    """The summary of several notebooks; `said` is a sentence of ours below the tables, Markdown as it is."""
    text = ""
    for part in [*(_of(sheet) for sheet in sheets), said]:
        if len((text + part + _LEFT_OUT).encode()) > MOST_BYTES:
            return text + _LEFT_OUT
        text += part
    return text


def _of(sheet: Sheet) -> str:
    table = [
        f"**{sheet.given.told}**{_next(sheet.next)}",
        "",
        "| exercise | | points | what to read first |",
        "|---|---|---|---|",
        *(_line(row) for row in sheet.rows),
        "",
    ]
    notes = [f"- {for_markdown(note)}" for note in sheet.notes]
    lines = [f"## {for_markdown(sheet.assignment)}", "", *(table if sheet.rows else []), *notes, *([""] if notes else [])]
    return "".join(f"{line}\n" for line in lines)


def _next(row: Row | None) -> str:
    return f" · next: {for_markdown(row.exercise, _LONGEST_NAME)}" if row is not None else ""


def _line(row: Row) -> str:
    sentence = for_markdown(row.sentence, _LONGEST_SENTENCE)
    points = row.given.short if row.given.is_any_known else ""  # what stands in the column before says why there are none
    return f"| {for_markdown(row.exercise, _LONGEST_NAME)} | {_SAYS[row.outcome]} | {points} | {sentence} |"
