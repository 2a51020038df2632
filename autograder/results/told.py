"""What a student may read of a report, as JSON can hold it: for the graded notebook, of which the page of feedback is made."""

import base64
from typing import Any

from autograder.results.report import CellResult, CheckResult, Report
from autograder.text.places import for_json

_CHECK = ("status", "claim", "finding", "hint", "about", "message", "alt", "at_cell", "at_line")
"""No name, reason or details of a check: these are the instructor's."""


def told_to_student(report: Report) -> list[dict[str, Any]]:
    """The graded cells in the notebook's order, each with what its checks say and show. A picture is a PNG in base64."""
    found: list[dict[str, Any]] = for_json([_cell(cell) for cell in report.cells])
    return found


def _cell(cell: CellResult) -> dict[str, Any]:
    return {
        "grade_id": cell.grade_id,
        "exercise": cell.exercise,
        "points": cell.points,
        "score": cell.score,
        "status": cell.status,
        "carried": cell.carried,
        "as_written": cell.as_written,
        "checks": [_check(check) for check in cell.checks],
    }


def _check(check: CheckResult) -> dict[str, Any]:
    found = {name: getattr(check, name) for name in _CHECK}
    return found | ({"picture": base64.b64encode(check.picture).decode()} if check.picture is not None else {})
