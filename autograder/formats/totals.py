"""What each student has for each assignment: the one number that a platform's gradebook takes, or why there is none yet."""

from collections.abc import Iterable
from dataclasses import dataclass

from autograder.formats.sheet import Sheet
from autograder.text.listing import and_more, quoted

_MOST_TOLD = 20


@dataclass(frozen=True)
class Total:
    """Of all notebooks of a student for one assignment together. `points` is None where they aren't known yet; then `why` is
    "wasn't graded" or "waits for a reader".
    """

    student: str
    assignment: str
    points: float | None
    max_points: float
    why: str = ""


def totals(sheets: Iterable[tuple[str, Sheet]], checks_only: bool = False) -> list[Total]:
    """The totals, by student and assignment in the order in which they came.

    A sum without what wasn't graded, or without what a person reads, would be a wrong one. With `checks_only` what a person reads
    isn't a part of it.
    """
    found: dict[tuple[str, str], list[Sheet]] = {}
    for student, sheet in sheets:
        found.setdefault((student, sheet.assignment), []).append(sheet)
    return [_total(student, assignment, theirs, checks_only) for (student, assignment), theirs in found.items()]


def _total(student: str, assignment: str, sheets: list[Sheet], checks_only: bool) -> Total:
    rows = [row for sheet in sheets for row in sheet.rows if not (checks_only and row.is_a_persons)]
    outcomes = {row.outcome for row in rows}
    why = "wasn't graded" if "error" in outcomes else "waits for a reader" if "unread" in outcomes else ""
    return Total(student, assignment, None if why else sum(row.points for row in rows), sum(row.max_points for row in rows), why)


def number(points: float) -> str:
    """Points as a platform reads them: 7, 2.5, never 1e-05."""
    return f"{points:.4f}".rstrip("0").rstrip(".") or "0"


def unknown(found: Iterable[Total]) -> list[str]:
    """Sentences about totals that aren't known yet: whose they are, and what to do."""
    told = []
    for why, what in (
        ("wasn't graded", "Something wasn't graded, which is no 0: `autograder grade` tries it again."),
        (
            "waits for a reader",
            "Written answers wait for a reader: read them in formgrader and export again, or take --checks-only.",
        ),
    ):
        whose = [f"{quoted(one.student)} ({one.assignment})" for one in found if one.why == why]
        if whose:
            told.append(f"No points are written for {and_more(whose, _MOST_TOLD)}. {what}")
    return told
