"""Points in words: the same ones wherever they are told, and what is in no sum is named."""

import pytest

from autograder.formats.points import Points
from autograder.formats.sheet import Row
from autograder.pages.feedback.grades import Grade
from autograder.results import rows
from autograder.results.report import CellResult, CheckResult, Report, Status


@pytest.mark.parametrize(
    ("points", "told", "short"),
    [
        (Points(3, 4), "3 of 4 points", "3 of 4"),
        (Points(0.5, 1), "0.5 of 1 point", "0.5 of 1"),
        (Points(), "0 of 0 points", "0 of 0"),
        (Points(1, 1, 2, errors=1), "1 of 1 graded point; 2 points not graded", "1 of 1, rest not graded"),
        (Points(not_graded=2, errors=2), "2 points not graded", "not graded"),
        (Points(errors=1), "not graded", "not graded"),
        (Points(3, 3, unread=1), "3 of 3 points; 1 point waits for a reader", "3 of 3, rest waits for a reader"),
        (Points(unread=5), "5 points wait for a reader", "waits for a reader"),
        (
            Points(2, 3, 1, 4, 1),
            "2 of 3 graded points; 1 point not graded; 4 points wait for a reader",
            "2 of 3, rest not graded",
        ),
    ],
)
def test_in_words(points: Points, told: str, short: str) -> None:
    assert (points.told, points.short) == (told, short)


def test_together() -> None:
    assert Points(1, 2, 3, 4, 5) + Points(10, 20, 30, 40, 50) == Points(11, 22, 33, 44, 55)
    assert Points(1, 2, 3, 4, 5).whole == 9


def report() -> Report:
    """An exercise of two cells, one of which couldn't be graded, one that is right, and a written answer."""

    def cell(name: str, points: float, status: Status) -> CellResult:
        return CellResult(f"test_{name}", name.partition("-")[0], points, [CheckResult("c", status, "Told.")])

    cells = [cell("mean-one", 1, "pass"), cell("mean-two", 2, "error"), cell("sum", 4, "pass")]
    return Report("ada", "02", "02.ipynb", 1, "cpu", True, cells, by_hand={"why": 8.0})


def test_a_report_its_rows_and_its_grades_say_the_same() -> None:
    """A report, what the exports are made of, and what the gradebook has of the same cells."""
    told = "5 of 5 graded points; 2 points not graded; 8 points wait for a reader"
    assert report().given.told == told
    assert rows.sheet(report()).given.told == told
    grades = [
        Grade("test_mean-one", 1, 1, 0, False, False, False),
        Grade("test_mean-two", 2, 0, 0, False, False, True),
        Grade("test_sum", 4, 4, 0, False, False, False),
        Grade("why", 8, 0, 0, True, False, True),
    ]
    assert sum((grade.given for grade in grades), Points()).told == told
    by_exercise = ["1 of 1, rest not graded", "4 of 4"]
    assert [report().given_for(name).short for name in ("mean", "sum")] == by_exercise
    assert [row.given.short for row in rows.sheet(report()).rows] == [*by_exercise, "waits for a reader"]


def test_of_an_error_in_an_older_file_all_that_it_didnt_earn_isnt_known() -> None:
    assert Row("f", "error", 1, 3).given == Points(1, 1, 2, errors=1)
