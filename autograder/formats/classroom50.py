"""The results that Classroom 50 collects: `result.json` of the schema `classroom50/result/v1`.

Its runner stamps who handed in and when; the rest is ours. Scores are whole numbers there, so half points are counted twice, and
all others with them.
"""

from collections.abc import Mapping
from datetime import UTC, datetime
from fractions import Fraction
from math import lcm
from typing import Any

from autograder.formats.sheet import Sheet
from autograder.text.places import for_json, visible

SCHEMA = "classroom50/result/v1"
_FINEST = 100
"""Points are taken to hundredths."""


def results(sheet: Sheet, environment: Mapping[str, str], now: datetime | None = None) -> dict[str, Any]:
    """The JSON, a test for each exercise that isn't read by a person.

    `environment` has what Classroom 50's runner sets: CLASSROOM, ASSIGNMENT, SUBMISSION_TAG, COMMIT_URL, RELEASE_URL, and
    REVIEW_URL if there is one. Raises KeyError with the name of the first that is missing.
    """
    rows = [row for row in sheet.rows if not row.is_a_persons]
    factor = lcm(*(_exactly(points).denominator for row in rows for points in (row.points, row.max_points)))
    tests: list[dict[str, Any]] = [
        {
            "test-name": visible(row.exercise),
            "passed": row.outcome == "right",
            "score": int(_exactly(row.points) * factor),
            "max-score": int(_exactly(row.max_points) * factor),
        }
        for row in rows
    ]
    made = {
        "schema": SCHEMA,
        "classroom": environment["CLASSROOM"],
        "assignment": environment["ASSIGNMENT"],
        "submission": environment["SUBMISSION_TAG"],
        "commit": environment["COMMIT_URL"],
        "release": environment["RELEASE_URL"],
        "review": environment.get("REVIEW_URL") or environment["COMMIT_URL"],
        "datetime": (now or datetime.now(UTC)).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "score": sum(test["score"] for test in tests),
        "max-score": sum(test["max-score"] for test in tests),
        "tests": tests,
    }
    found: dict[str, Any] = for_json(made)
    return found


def _exactly(points: float) -> Fraction:
    return Fraction(points).limit_denominator(_FINEST)
