"""A report as the rows that `formats` writes: what a student may read, and nothing that is the instructor's."""

from typing import Any

from autograder.formats.sheet import Outcome, Row, Sheet
from autograder.results.report import CellResult, Report, given_right
from autograder.results.telling import not_written, said

NOT_GRADED = "This couldn't be graded, and no point is lost: your instructor sees why."


def sheet(report: Report) -> Sheet:
    """The rows of a report, in the notebook's order; answers that a person reads come last."""
    cells: dict[str, list[CellResult]] = {}
    for cell in report.cells:
        cells.setdefault(cell.exercise, []).append(cell)
    rows = [_row(report, name, of_it) for name, of_it in cells.items()]
    rows += [Row(name, "unread", 0.0, points) for name, points in report.by_hand.items()]
    return Sheet(report.assignment, report.notebook, rows, list(report.notes))


def _row(report: Report, exercise: str, cells: list[CellResult]) -> Row:
    checks = report.checks_of(exercise)
    told = said(checks)
    outcome = _outcome(cells)
    sentence = NOT_GRADED if outcome == "error" else told[0].line if told else _carried(cells)
    if outcome == "wrong" and told[0].sentence == not_written(exercise):
        outcome = "unwritten"
    return Row(exercise, outcome, sum(cell.score for cell in cells), sum(cell.points for cell in cells), sentence)


def _outcome(cells: list[CellResult]) -> Outcome:
    statuses = [cell.status for cell in cells]
    return "error" if "error" in statuses else "wrong" if "fail" in statuses else "right"


def _carried(cells: list[CellResult]) -> str:
    return next((cell.carried_told for cell in cells if cell.carried), "")


def sheet_of_json(found: Any) -> tuple[str, Sheet]:
    """The student, and the rows of a report as `--json` wrote it (docs/report.md). Raises ValueError for what is no report."""
    try:
        rows = [_row_of_json(one) for one in found["exercises"]]
        rows += [Row(str(name), "unread", 0.0, float(points)) for name, points in found["by_hand"].items()]
        notes = [str(note) for note in found["notes"]]
        return str(found["student"]), Sheet(str(found["assignment"]), str(found["notebook"]), rows, notes)
    except (KeyError, TypeError, AttributeError) as e:
        raise ValueError(f"it is no report of `autograder grade --json` ({type(e).__name__}: {e})") from e


def _row_of_json(found: dict[str, Any]) -> Row:
    name, first = str(found["name"]), str(found.get("first", ""))
    outcome: Outcome = {"pass": "right", "fail": "wrong", "error": "error"}[found["status"]]  # type: ignore[assignment]
    if outcome == "wrong" and first.startswith(not_written(name)):
        outcome = "unwritten"
    sentence = NOT_GRADED if outcome == "error" else first or given_right(list(found.get("carried", [])))
    return Row(name, outcome, float(found["score"]), float(found["max_score"]), sentence)
