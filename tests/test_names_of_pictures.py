"""Cells that only draw are left out, and yet the names are there that they would have given."""

import classroom
import pytest
from nbformat.v4 import new_code_cell

from autograder.judge.judge import Judge
from autograder.notebooks.cells import grade_id_of
from autograder.notebooks.format import NotebookNode

NAME = "02_distances"


def _with_code_above(exercise: str, code: str) -> NotebookNode:
    notebook = classroom.solved(NAME)
    (cell,) = [cell for cell in notebook.cells if grade_id_of(cell) == exercise]
    cell.source = f"{code}\n{cell.source}"
    return notebook


@pytest.mark.parametrize(
    "code",
    [
        "print(train_threes[0] - mean3)",
        "def nearer(x, mean=mean7):\n    return (x - mean).abs().mean()\nprint(nearer(mean3))",
        "print(one.shape)\nprint(mean3.shape)",
    ],
)
def test_a_students_cell_finds_them(judge: Judge, code: str) -> None:
    report = judge.grade(_with_code_above("is_3", code), NAME, "ada")
    assert (report.score, report.notes) == (12, [])


def test_a_picture_further_down_gives_none(judge: Judge) -> None:
    notebook = classroom.solved(NAME)
    place = next(i for i, cell in enumerate(notebook.cells) if grade_id_of(cell) == "picture_means")
    notebook.cells.insert(place, new_code_cell("mean3.shape"))
    notebook.cells.append(new_code_cell("mean3.shape, mean8"))
    report = judge.grade(notebook, NAME, "ada")
    assert report.score == 12
    assert ["'mean3' is not defined" in note for note in report.notes] == [True, False]
    assert "'mean8' is not defined" in report.notes[1]
