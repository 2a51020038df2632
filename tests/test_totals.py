"""What a platform's gradebook gets of each student: one number, or none and why."""

import awkward
import pytest

from autograder.formats.sheet import Row, Sheet
from autograder.formats.totals import Total, number, totals, unknown


def test_what_isnt_known_is_no_zero() -> None:
    found = totals(
        [("ada", awkward.sheet()), ("bob", awkward.sheet(lost=True)), ("cy", awkward.sheet(unread=True))],
    )
    name = awkward.ASSIGNMENT
    assert found == [
        Total("ada", name, 1.5, 4),
        Total("bob", name, None, 6, "wasn't graded"),
        Total("cy", name, None, 8, "waits for a reader"),
    ]
    assert unknown(
        [Total("Li, Wei", "08", None, 8, "waits for a reader"), Total("bob", "08", None, 8, "waits for a reader")]
    ) == [
        'No points are written for "Li, Wei" (08), bob (08). Written answers wait for a reader: read them in formgrader and export'
        " again, or take --checks-only."
    ]
    lost, waits = unknown(found)
    assert "bob (02_distances)" in lost and "no 0" in lost
    assert "cy (02_distances)" in waits and "--checks-only" in waits


def test_written_answers_are_left_out_where_that_is_asked_for() -> None:
    found = totals([("cy", awkward.sheet(unread=True)), ("dan", awkward.sheet(lost=True, unread=True))], checks_only=True)
    assert [(one.points, one.max_points, one.why) for one in found] == [(1.5, 4, ""), (None, 6, "wasn't graded")]


def test_the_notebooks_of_an_assignment_count_together() -> None:
    first, second = Sheet("a", "1.ipynb", [Row("f", "right", 1, 1)]), Sheet("a", "2.ipynb", [Row("g", "wrong", 0.25, 2)])
    assert totals([("ada", first), ("ada", second)]) == [Total("ada", "a", 1.25, 3)]


@pytest.mark.parametrize(
    ("points", "text"),
    [(7.0, "7"), (2.5, "2.5"), (0.0, "0"), (1 / 3, "0.3333"), (1e-5, "0"), (100.0, "100"), (1234567.0, "1234567")],
)
def test_points_are_written_as_every_platform_reads_them(points: float, text: str) -> None:
    assert number(points) == text
