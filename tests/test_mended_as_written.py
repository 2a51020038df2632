"""In a course without hidden checks too, whatever became of a submission's cells, each exercise gets an outcome."""

import copy
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from test_any_course import CONFIG, PYTHON, graded, manual, solution
from test_nbgrader import nbgrader

GIVEN = {"grade": False, "solution": False, "locked": True, "grade_id": "given", "schema_version": 3, "task": False}
CELLS = [
    new_code_cell("two = 2", metadata={"nbgrader": GIVEN}),
    solution("f", "def f():\n    return two"),
    graded("test_f", "assert f() == 2\n### BEGIN HIDDEN TESTS\nassert f() is two\n### END HIDDEN TESTS", 2),
    graded("asks_nothing", "assert True", 1),
    manual("essay", "Write here.", 4),
]
F, TEST_F, ESSAY = 1, 2, 4
Notebook = nbformat.NotebookNode


def about(notebook: Notebook, cell: int) -> Notebook:
    found: Notebook = notebook.cells[cell].metadata["nbgrader"]
    return found


def copied(notebook: Notebook, cell: int, to: int, source: str | None = None) -> None:
    twin = copy.deepcopy(notebook.cells[cell])
    twin.source = twin.source if source is None else source
    notebook.cells.insert(to, twin)


def foreign(notebook: Notebook) -> None:
    copied(notebook, TEST_F, 5, "50\x1b[2J")
    about(notebook, 5).update(grade_id="bonus", points=50)


def of_version(notebook: Notebook, number: int) -> None:
    for cell in notebook.cells:
        cell.metadata["nbgrader"]["schema_version"] = number


def renamed(notebook: Notebook) -> None:
    for cell in notebook.cells:
        cell.metadata["nbgrader"]["grade_id"] = "x" + cell.metadata["nbgrader"]["grade_id"]


def without_any_of_ours(notebook: Notebook) -> None:
    renamed(notebook)
    for cell in notebook.cells:
        cell.source = cell.source.replace("f()", "g()").replace("True", "g()")


def typed_into(notebook: Notebook) -> None:
    notebook.cells[TEST_F].source = f"{notebook.cells[F].source}\n\n{notebook.cells[TEST_F].source}"
    notebook.cells[F].source = "# YOUR CODE HERE\nraise NotImplementedError()"


CHANGES: dict[str, tuple[Callable[[Notebook], object], float]] = {
    "as it is": (lambda notebook: None, 3),
    "checks twice": (lambda notebook: copied(notebook, TEST_F, 5, "2"), 3),
    "checks twice, above": (lambda notebook: copied(notebook, TEST_F, 0, "2"), 3),
    "exercise twice": (lambda notebook: copied(notebook, F, 2), 3),
    "exercise twice, then wrong": (lambda notebook: copied(notebook, F, 2, "def f(): return 3"), 1),
    "essay twice": (lambda notebook: copied(notebook, ESSAY, 4, "More."), 3),
    "checks renamed": (lambda notebook: about(notebook, TEST_F).update(grade_id="tset_f"), 3),
    "checks called as another": (lambda notebook: about(notebook, TEST_F).update(grade_id="f"), 3),
    "exercise renamed": (lambda notebook: about(notebook, F).update(grade_id="g"), 3),
    "checks gone": (lambda notebook: notebook.cells.pop(TEST_F), 3),
    "given gone": (lambda notebook: notebook.cells.pop(0), 3),
    "given changed": (lambda notebook: notebook.cells[0].update(source="two = 3"), 3),
    "checks changed": (lambda notebook: notebook.cells[TEST_F].update(source="pass"), 3),
    "checks changed, f wrong": (
        lambda notebook: (notebook.cells[TEST_F].update(source="pass"), notebook.cells[F].update(source="def f(): return 2.0")),
        1,
    ),
    "a check too many": (foreign, 3),
    "checks marked as an exercise": (lambda notebook: about(notebook, TEST_F).update(solution=True, locked=False), 3),
    "exercise marked as a check": (lambda notebook: about(notebook, F).update(grade=True, points=50), 3),
    "essay marked as a task": (lambda notebook: about(notebook, ESSAY).update(task=True), 3),
    "more points": (lambda notebook: about(notebook, TEST_F).update(points=100, locked=False), 3),
    "version 1": (lambda notebook: of_version(notebook, 1), 3),
    "version 99": (lambda notebook: of_version(notebook, 99), 3),
    "all of them renamed": (renamed, 3),
    "no metadata": (lambda notebook: [cell.metadata.clear() for cell in notebook.cells], 3),
    "typed into the checks": (typed_into, 3),
    "defined below the checks": (lambda notebook: notebook.cells.append(notebook.cells.pop(F)), 3),
    "another assignment's": (without_any_of_ours, 0),
}


@pytest.fixture(
    scope="module",
    params=[
        "with its source",
        pytest.param("without its source", marks=pytest.mark.slow),
        pytest.param("as_written in course.toml", marks=pytest.mark.slow),
    ],
)
def course(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Path:
    found: Path = tmp_path_factory.mktemp("mended") / "course"
    source = found / "source" / "ps1"
    source.mkdir(parents=True)
    nbformat.write(new_notebook(cells=CELLS, metadata={"kernelspec": PYTHON}), source / "ps1.ipynb")
    (found / "nbgrader_config.py").write_text(CONFIG)
    done = nbgrader(found, "generate_assignment", "ps1")
    assert done.returncode == 0, done.stderr[-3000:]
    for number, (change, _) in enumerate(CHANGES.values()):
        notebook = nbformat.read(found / "release" / "ps1" / "ps1.ipynb", 4)
        notebook.cells[F].source, notebook.cells[ESSAY].source = "def f():\n    return two", "An answer."
        change(notebook)
        folder = found / "submitted" / f"s{number}" / "ps1"
        folder.mkdir(parents=True)
        (folder / "ps1.ipynb").write_text(json.dumps(notebook))
    if request.param == "without its source":
        shutil.rmtree(found / "source")
    if request.param == "as_written in course.toml":
        (found / "checks").mkdir()
        (found / "course.toml").write_text('name = "A course"\nchecks = "checks"\nas_written = ["ps1"]\n')
    done = nbgrader(found, "autograde", "ps1")
    (found / "log").write_text(done.stderr)
    assert done.returncode == 0, done.stderr[-5000:]
    return found


def test_everybody_gets_an_outcome(course: Path) -> None:
    found, waiting = {}, {}
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        for number, name in enumerate(CHANGES):
            submission = gb.find_submission("ps1", f"s{number}")
            assert submission.max_score == 7
            found[name], waiting[name] = submission.score, submission.needs_manual_grade
    assert found == {name: points for name, (_, points) in CHANGES.items()}
    assert all(waiting.values())  # for the essay


def test_it_is_said_what_was_done(course: Path) -> None:
    names = list(CHANGES)
    log = (course / "log").read_text()
    for name, told in {
        "checks twice": "The cell `test_f` is there more than once",
        "checks gone": "The cell `test_f` was missing; it was put back.",
        "a check too many": "The cell `bonus` isn't one of ps1",
        "typed into the checks": "Something was typed into the locked cell `test_f`",
        "another assignment's": "This notebook has none of the cells of ps1",
    }.items():
        student = f"s{names.index(name)}"
        assert f"{student}: {told}" in log
        notebook = nbformat.read(course / "autograded" / student / "ps1" / "ps1.ipynb", 4)
        assert told in " ".join(notebook.metadata["autograder"]["notes"])
        assert "autograder_notes" not in notebook.metadata
    assert "another version" not in log
