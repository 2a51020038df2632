"""The results that the actions of GitHub Classroom read: base64 of JSON, in the output `result` of a step.

The service has ended; the actions live on as plain ones. Kept to what classroom-resources/autograding-grading-reporter v1 reads:
a test without `score` makes its sum NaN there, one without `line_no` prints "line undefined", and 0 means that no line is known.
"""

import base64
import json
from typing import Any

from autograder.formats.sheet import Outcome, Row, Sheet
from autograder.text.github import for_actions_log
from autograder.text.places import for_json

_STATUS: dict[Outcome, str] = {"right": "pass", "wrong": "fail", "unwritten": "fail", "error": "error"}


def results(sheet: Sheet) -> dict[str, Any]:
    """The JSON, a test for each exercise; what a person reads isn't among them."""
    rows = [row for row in sheet.rows if not row.is_a_persons]
    statuses = [_STATUS[row.outcome] for row in rows]
    status = "error" if "error" in statuses else "fail" if "fail" in statuses else "pass"
    made = {
        "version": 1,
        "status": status,
        "max_score": sum(row.max_points for row in rows),
        "tests": [_test(row, sheet.file) for row in rows],
    }
    found: dict[str, Any] = for_json(made)
    return found


def encoded(sheet: Sheet) -> str:
    """The results as the action takes them, in one line."""
    return base64.b64encode(json.dumps(results(sheet)).encode()).decode()


def _test(row: Row, file: str) -> dict[str, Any]:
    # The action prints these into its log, where a line could be a command.
    return {
        "name": for_actions_log(row.exercise),
        "status": _STATUS[row.outcome],
        "score": row.points,
        "message": for_actions_log(row.sentence),
        "test_code": for_actions_log(row.asked),
        "filename": for_actions_log(file),
        "line_no": row.line,
        "duration": round(1000 * row.seconds),
    }
