"""A notebook that was handed in for another assignment is told which one it answers, where the course knows."""

import shutil
from pathlib import Path

import classroom
import nbformat
import pytest
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_notebook
from test_any_course import CONFIG, PYTHON, graded, solution
from test_nbgrader import nbgrader

from autograder.judge.judge import Judge
from autograder.notebooks import mixed_up

SOURCE = classroom.COURSE.source
NAMED = (
    "This notebook has none of the cells of 02_distances; it has those of another assignment, 03_gradients: "
    "hand it in under that name."
)
UNKNOWN = "This notebook has none of the cells of 02_distances; was it made for another assignment?"


def told(notebook: NotebookNode, source: Path = SOURCE) -> str:
    return mixed_up.told(notebook, "02_distances", "02_distances", source)


def without_metadata(notebook: NotebookNode) -> NotebookNode:
    for cell in notebook.cells:
        cell.metadata = {}
    return notebook


def half_of(notebook: NotebookNode, share: float) -> NotebookNode:
    notebook.cells = notebook.cells[: int(len(notebook.cells) * share)]
    return notebook


def mixed(*names: str) -> NotebookNode:
    notebook = classroom.released(names[0])
    notebook.cells += [cell for name in names[1:] for cell in classroom.released(name).cells]
    return notebook


@pytest.mark.parametrize(
    ("notebook", "sentence"),
    [
        (classroom.solved("03_gradients"), NAMED),
        (classroom.released("03_gradients"), NAMED),
        (without_metadata(classroom.solved("03_gradients")), NAMED),
        (half_of(classroom.solved("03_gradients"), 0.8), NAMED),
        (half_of(classroom.solved("03_gradients"), 0.1), UNKNOWN),
        (mixed("03_gradients", "04_sgd_step"), UNKNOWN),
        (new_notebook(cells=[new_code_cell("x = 1")]), UNKNOWN),
    ],
    ids=["solved", "untouched", "without metadata", "most of it", "a little of it", "of two", "of none"],
)
def test_it_is_named_where_it_is_one_of_the_courses(notebook: NotebookNode, sentence: str) -> None:
    assert told(notebook) == sentence


def test_a_notebook_of_the_courses_that_cant_be_read_is_passed_over(tmp_path: Path) -> None:
    source = tmp_path / "source"
    shutil.copytree(SOURCE / "03_gradients", source / "03_gradients")
    for name, text in {"a": "{", "b": "[1]", "c": '{"cells": 3}', "d": '{"cells": [{}]}'}.items():
        (source / name).mkdir()
        (source / name / "x.ipynb").write_text(text)
    assert told(classroom.solved("03_gradients"), source) == NAMED
    assert told(classroom.solved("03_gradients"), tmp_path / "none") == UNKNOWN


def test_the_report_says_so(judge: Judge) -> None:
    report = judge.grade(classroom.solved("03_gradients"), "02_distances", "mixed-up")
    assert report.notes == [NAMED]
    assert report.score == 0


def test_in_a_course_as_written_too_with_the_notebook_of_several(tmp_path: Path) -> None:
    ones = {"p1": ("f", "ps1"), "p2": ("g", "ps1"), "ps2": ("h", "ps2")}
    for notebook, (name, assignment) in ones.items():
        cells = [solution(name, f"def {name}():\n    return 1"), graded(f"test_{name}", f"assert {name}() == 1")]
        (tmp_path / "source" / assignment).mkdir(parents=True, exist_ok=True)
        made = new_notebook(cells=cells, metadata={"kernelspec": PYTHON})
        nbformat.write(made, tmp_path / "source" / assignment / f"{notebook}.ipynb")
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    assert nbgrader(tmp_path, "generate_assignment", "*").returncode == 0
    folder = tmp_path / "submitted" / "ada" / "ps1"
    folder.mkdir(parents=True)
    shutil.copy(tmp_path / "release" / "ps1" / "p2.ipynb", folder / "p1.ipynb")
    shutil.copy(tmp_path / "release" / "ps2" / "ps2.ipynb", folder / "p2.ipynb")
    done = nbgrader(tmp_path, "autograde", "ps1")
    assert done.returncode == 0, done.stderr[-3000:]
    assert "none of the cells of ps1's p1.ipynb; it has those of p2.ipynb: hand it in under that name." in done.stderr
    assert "none of the cells of ps1; it has those of another assignment, ps2: hand it in under that name." in done.stderr
