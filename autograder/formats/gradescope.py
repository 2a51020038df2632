"""The results that Gradescope shows: `results.json` of its autograder specification, a test for each exercise.

https://gradescope-autograders.readthedocs.io/en/latest/specs/. Its page reads the output of a submission as HTML unless told
otherwise, so each format is named here. It shows a sum whatever happens: what wasn't graded has no score at all and is named in
the first sentence, and the sum is that of the others.
"""

from collections.abc import Sequence
from typing import Any, Literal

from autograder.formats.sheet import Row, Sheet
from autograder.text.listing import listed
from autograder.text.places import LONGEST_TEXT, for_json, shortened, visible

Visibility = Literal["visible", "after_due_date", "after_published", "hidden"]
VISIBILITIES: tuple[Visibility, ...] = ("visible", "after_due_date", "after_published", "hidden")
_LONGEST_NAME = 200


def results(sheets: Sequence[Sheet], visibility: Visibility = "visible") -> dict[str, Any] | None:
    """The JSON for one submission, all its notebooks together; None if no check told anything of it, for which the format has
    no form but a 0: a run that leaves no file is shown as one that failed.

    `visibility` is when students see it. What the run printed is the instructor's alone.
    """
    rows = [row for sheet in sheets for row in sheet.rows]
    checked = [row for row in rows if row.outcome != "unread"]
    lost = [row for row in checked if row.outcome == "error"]
    if len(lost) == len(checked):
        return None
    waiting = [row for row in rows if row.outcome == "unread"]
    notes = [note for sheet in sheets for note in sheet.notes]
    made: dict[str, Any] = {
        "output": _text("\n".join([*_about(lost, waiting), *notes])),
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": visibility,
        "stdout_visibility": "hidden",
        "extra_data": {
            "not_graded": {visible(row.exercise): row.max_points for row in lost},
            "waits_for_a_reader": {visible(row.exercise): row.max_points for row in waiting},
        },
        "tests": [_test(row) for row in checked],
    }
    if not lost:
        made = {"score": sum((row.points for row in checked), 0.0), **made}
    found: dict[str, Any] = for_json(made)
    return found


def nothing_handed_in(notebooks: Sequence[str], visibility: Visibility = "visible") -> dict[str, Any]:
    """The JSON for a submission in which there is no notebook: a 0, and what is to be handed in."""
    files = listed([f"{visible(name)}.ipynb" for name in notebooks])
    told = f"There is no notebook in what you handed in: upload {files}, by itself or in one folder with what belongs beside it."
    formats = {name: "text" for name in ("output_format", "test_output_format", "test_name_format")}
    return {"score": 0.0, "output": told, **formats, "visibility": visibility, "stdout_visibility": "hidden"}


def _test(row: Row) -> dict[str, Any]:
    test = {"name": _text(shortened(row.exercise, _LONGEST_NAME)), "output": _text(row.sentence)}
    if row.outcome == "error":
        return {**test, "status": "failed", "tags": ["not graded"]}
    return {"score": row.points, "max_score": row.max_points, "status": "passed" if row.outcome == "right" else "failed", **test}


def _about(lost: Sequence[Row], waiting: Sequence[Row]) -> list[str]:
    told = []
    if lost:
        told.append(
            f"Not graded, by no fault of yours: {_named(lost)}. The score that stands here is without that, and no point of it"
        )
        told[-1] += " is lost: your instructor sees this, and grades it again."
    if waiting:
        told.append(f"A person reads {_named(waiting)}; the score that stands here is without that.")
    return told


def _named(rows: Sequence[Row]) -> str:
    return listed([f"{visible(shortened(row.exercise, _LONGEST_NAME))} ({row.max_points:g} points)" for row in rows])


def _text(text: str) -> str:
    return visible(shortened(text, LONGEST_TEXT), "\n\t")
