"""fastai has functions called `mse`, `sgd_step` and `sigmoid`: what `import *` brings is nobody's answer, and takes none away."""

import re

import classroom
import pytest
from nbformat.v4 import new_code_cell

from autograder.checking.handles import WorkerHandle
from autograder.judge.judge import Judge
from autograder.notebooks.cells import grade_id_of
from autograder.notebooks.format import NotebookNode
from autograder.results.report import Report

STAR = "from fastai.vision.all import *"


def _place_of(notebook: NotebookNode, exercise: str) -> int:
    return next(i for i, cell in enumerate(notebook.cells) if grade_id_of(cell) == exercise)


def _scores(report: Report) -> dict[str, float]:
    return {row["name"]: row["score"] for row in report.exercises() if row["score"] < row["max_score"]}


@pytest.mark.parametrize("code", ["", "def my_mse(preds, targs):\n    return 42", "def mse(preds, targs):\n    return ((preds"])
@pytest.mark.parametrize("again", [False, True])
def test_a_packages_function_is_nobodys_answer(judge: Judge, code: str, again: bool) -> None:
    notebook = classroom.with_code(classroom.solved("04_sgd_step"), "mse", code)
    if again:  # by a cell of the student's own, after that of the exercise
        notebook.cells.insert(_place_of(notebook, "mse") + 1, new_code_cell(STAR))
    report = judge.grade(notebook, "04_sgd_step", "ada")
    assert _scores(report) == {"mse": 0}


def test_what_was_written_isnt_overwritten(judge: Judge) -> None:
    notebook = classroom.solved("04_sgd_step")
    notebook.cells.insert(_place_of(notebook, "fit"), new_code_cell(STAR))
    report = judge.grade(notebook, "04_sgd_step", "ada")
    assert _scores(report) == {}
    assert report.notes == []


@pytest.mark.parametrize(
    "code",
    [
        "mse = F.mse_loss",
        "from torch.nn.functional import l1_loss, mse_loss as mse",
        "from fastai.vision.all import *\nfrom fastai.metrics import mse",
        "exec('def mse(preds, targs):\\n    return ((preds - targs) ** 2).mean()')",
    ],
)
def test_a_function_that_is_chosen_by_name_is_the_students(judge: Judge, code: str) -> None:
    notebook = classroom.with_code(classroom.solved("04_sgd_step"), "mse", code)
    notebook.cells.append(new_code_cell(STAR))
    assert _scores(judge.grade(notebook, "04_sgd_step", "ada")) == {}


def test_the_notebooks_own_checks_see_it_too(judge: Judge) -> None:
    """The given imports leave no function of an exercise's name behind: at home an empty cell would pass."""
    worker = judge.zygote().own.worker(seed=1)
    worker.ask({"do": "run_cell", "source": f"brought = {{}}\nexec({STAR!r}, brought)\nnames = ' '.join(brought)", "cell": 1})
    brought = set(str(WorkerHandle(worker).name("names").get()).split())
    worker.close()
    assert {"mse", "sgd_step", "sigmoid"} <= brought
    for name in classroom.COURSE.names():
        assignment = classroom.COURSE.assignment(name)
        for given in (cell.source for cell in assignment.notebook.cells if STAR in cell.source):
            deleted = {word for line in re.findall(r"^del ([\w, ]+)", given, re.M) for word in line.split(", ")}
            assert not (brought - {word.strip() for word in deleted}) & set(assignment.exercises()), name
