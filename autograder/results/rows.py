"""A report as the rows that `formats` writes: what a student may read, and nothing that is the instructor's."""

from typing import Any

from autograder.formats.sheet import Outcome, Row, Sheet
from autograder.results.report import Report, given_right
from autograder.results.telling import NOTHING_WRITTEN, not_written

NOT_GRADED = "This couldn't be graded, and no point is lost: your instructor sees why."


def sheet(report: Report) -> Sheet:
    """The rows of a report, in the notebook's order; answers that a person reads come last."""
    return sheet_of_json(report.as_json())[1]


def sheet_of_json(found: Any) -> tuple[str, Sheet]:
    """The student, and the rows of a report as `--json` wrote it (docs/report.md). Raises ValueError for what is no report."""
    try:
        rows = [_row_of_json(one) for one in found["exercises"]]
        empty = found.get("unwritten", [])
        rows += [_row_by_hand(str(name), float(points), name in empty) for name, points in found["by_hand"].items()]
        notes = [str(note) for note in found["notes"]]
        return str(found["student"]), Sheet(str(found["assignment"]), str(found["notebook"]), rows, notes)
    except (KeyError, TypeError, AttributeError) as e:
        raise ValueError(f"it is no report of `autograder grade --json` ({type(e).__name__}: {e})") from e


def _row_by_hand(name: str, points: float, is_empty: bool) -> Row:
    return Row(name, "unwritten" if is_empty else "unread", 0.0, points, NOTHING_WRITTEN if is_empty else "", by_hand=True)


def _row_of_json(found: dict[str, Any]) -> Row:
    name, first = str(found["name"]), str(found.get("first", ""))
    outcome: Outcome = {"pass": "right", "fail": "wrong", "error": "error"}[found["status"]]  # type: ignore[assignment]
    if outcome == "wrong" and first == not_written(name):
        outcome = "unwritten"
    sentence = NOT_GRADED if outcome == "error" else first or given_right(list(found.get("carried", [])))
    lost = float(found["not_graded"]) if "not_graded" in found else None
    return Row(name, outcome, float(found["score"]), float(found["max_score"]), sentence, not_graded=lost)
