"""The workbook, opened again by another library: numbers are numbers, texts are texts, and nothing is a formula."""

import builtins
import io
import sys
from typing import Any

import awkward
import openpyxl
import pytest

from autograder.formats import workbook
from autograder.formats.table import HEAD
from autograder.text.places import visible, without_surrogates


def cells(content: bytes) -> list[list[Any]]:
    """What stands in each row, of which no cell may be a formula or lead anywhere."""
    (page,) = openpyxl.load_workbook(io.BytesIO(content)).worksheets
    for row in page.iter_rows():
        for cell in row:
            assert cell.data_type in ("s", "n", "inlineStr"), (cell.coordinate, cell.value)
            assert cell.hyperlink is None
    return [[cell.value for cell in row] for row in page.iter_rows()]


def test_an_awkward_class_is_there_as_it_was_written() -> None:
    head, *rows = cells(workbook.content(awkward.awkward_class()))
    assert head == [*HEAD, "mean_digit", "=l1_distance"]
    assert [row[0] or "" for row in rows] == [without_surrogates(visible(name, "\n\t")) for name in awkward.NAMES]
    assert [row[3] for row in rows] == [pytest.approx(1 + at / 10) for at in range(len(rows))]
    assert all(isinstance(value, int | float) for row in rows for value in row[3:] if value is not None)
    assert [row[head.index("missing")] for row in rows] == [None] * len(rows)


def test_what_isnt_known_is_a_word_that_no_sum_counts() -> None:
    _, row = cells(workbook.content([("ada", awkward.sheet(lost=True, unread=True))]))
    who = ["ada", awkward.ASSIGNMENT, f"{awkward.ASSIGNMENT}.ipynb"]
    missing = "2 points not graded; 4 points wait for a reader"
    assert row == [*who, None, 10, 1.5, missing, 1, 0.5, "not graded", "waits for a reader"]


def test_where_an_assignment_has_no_such_exercise_nothing_stands() -> None:
    from autograder.formats.sheet import Row, Sheet

    other = Sheet("03", "03.ipynb", [Row("g", "right", 2, 2)])
    head, _, last = cells(workbook.content([("ada", awkward.sheet()), ("ada", other)]))
    assert head[len(HEAD) :] == ["mean_digit", "=l1_distance", "g"]
    assert last[len(HEAD) :] == [None, None, 2]


def test_the_same_class_gives_the_same_file() -> None:
    assert workbook.content(awkward.awkward_class()) == workbook.content(awkward.awkward_class())


def test_one_submission_is_a_class() -> None:
    assert len(cells(workbook.content([("ada", awkward.sheet())]))) == 2


def test_without_the_library_it_is_a_sentence(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = builtins.__import__

    def without(name: str, *others: Any, **more: Any) -> Any:
        if name == "xlsxwriter":
            raise ModuleNotFoundError(name)
        return whole(name, *others, **more)

    monkeypatch.delitem(sys.modules, "xlsxwriter", raising=False)
    monkeypatch.setattr(builtins, "__import__", without)
    with pytest.raises(workbook.NoLibrary, match="pip install XlsxWriter"):
        workbook.content([("ada", awkward.sheet())])
