"""Notebook, checks, release and solutions agree: what one of them says, the others say too."""

import copy
import filecmp
import html
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import classroom
import nbformat
import pytest
from classroom import CHECKS

from autograder.authoring import by_reading, by_running, tidying
from autograder.checking import drawing
from autograder.judge.judge import Judge
from autograder.notebooks.cells import grade_id_of, is_graded, is_picture, is_solution, nbgrader_metadata
from checks import mnist

NAMES = classroom.COURSE.names()
HELPERS = ("digits.py", "pictures.py", "progress.py", "sentences.py")


def test_nothing_is_to_mend_that_reading_tells() -> None:
    assert by_reading.faults(classroom.COURSE, NAMES) == []


QUICK = ("01_tensors", "02_distances")
"""`make check-course` looks at them all."""


@pytest.mark.parametrize("name", [pytest.param(name, marks=[pytest.mark.slow] * (name not in QUICK)) for name in NAMES])
def test_nothing_is_to_mend_that_running_tells(judge: Judge, name: str) -> None:
    """Among others: the solutions get full marks and the stubs none, and release/ is what nbgrader makes."""
    assert by_running.faults(classroom.COURSE, [name], judge) == []


@pytest.mark.parametrize("name", NAMES)
def test_stubs_get_nothing_and_are_told_why(judge: Judge, name: str) -> None:
    stubs = judge.grade(classroom.released(name), name, "untouched")
    assert stubs.score == 0 < stubs.max_score
    assert all(check.status == "fail" for cell in stubs.cells for check in cell.checks if "written" in check.message)


def test_no_check_can_draw_without_end() -> None:
    """A condition on drawn inputs that can't be met ends in an error of ours after many tries: `drawing.tries`, and no `while`."""
    looping = [path.name for path in CHECKS.glob("*.py") if re.search(r"^\s*while\b", path.read_text(), re.M)]
    assert not looping
    with pytest.raises(RuntimeError, match="tell right from wrong"):
        list(drawing.tries())


@pytest.mark.parametrize("name", NAMES)
def test_cells_are_as_authoring_says(name: str) -> None:
    """What holds for this course, beside what holds for any: how its cells are called, and which are locked."""
    for cell in classroom.COURSE.assignment(name).notebook.cells:
        assert cell.cell_type != "code" or cell.id == grade_id_of(cell)
        if not (grade_id := grade_id_of(cell)):
            continue
        kind = grade_id.split("_")[0]
        locked = nbgrader_metadata(cell)["locked"]
        if is_graded(cell) and not is_solution(cell):
            assert kind == "test", grade_id
            assert locked, grade_id
        elif is_solution(cell) and cell.cell_type == "code":
            assert not locked, grade_id
            assert "### BEGIN SOLUTION" in cell.source, grade_id
        elif cell.cell_type == "code":
            assert locked, grade_id
            assert kind in ("given", "picture"), grade_id
            assert is_picture(cell) == (kind == "picture"), grade_id


@pytest.mark.parametrize("name", NAMES)
def test_a_check_is_read_without_scrolling_sideways(name: str) -> None:
    """JupyterLab with its file browser open has room for 100 columns on a screen of 1280 pixels."""
    cells = [cell for cell in classroom.solved(name).cells if is_graded(cell) and not is_solution(cell)]
    long = [f"{cell.id}: {line}" for cell in cells for line in cell.source.splitlines() if len(line) > 100]
    assert not long


@pytest.mark.parametrize("name", NAMES)
def test_the_notebooks_are_tidy(name: str, tmp_path: Path) -> None:
    copied = Path(shutil.copy(classroom.COURSE.assignment(name).path, tmp_path))
    assert not tidying.tidy(copied), "run `autograder tidy`"


@pytest.mark.parametrize("name", NAMES)
def test_the_helpers_ship_with_every_notebook(name: str) -> None:
    for file in HELPERS:
        assert filecmp.cmp(classroom.COURSE.source / file, classroom.COURSE.root / "release" / name / file, shallow=False)
        assert (classroom.COURSE.source / name / file).is_symlink(), "one text, linked to, and no second copy"


def test_release_and_solutions_are_what_nbgrader_makes(tmp_path: Path) -> None:
    classroom.course_elsewhere(tmp_path)
    for command in ("generate_assignment", "generate_solution"):
        arguments = [command, "*", f"--course-dir={tmp_path}", f"--config={tmp_path / 'nbgrader_config.py'}"]
        run = [sys.executable, "-m", "nbgrader", *arguments]
        done = subprocess.run(run, capture_output=True, text=True, env=os.environ | {"PYTHONWARNINGS": "ignore"}, check=False)
        assert done.returncode == 0, done.stderr[-2000:]
    for folder in ("release", "solutions"):
        made = {p.relative_to(tmp_path): p.read_bytes() for p in (tmp_path / folder).rglob("*") if p.is_file()}
        there = classroom.COURSE.root / folder
        files = [p for p in there.rglob("*") if p.is_file() and not {"__pycache__", ".ipynb_checkpoints"} & set(p.parts)]
        committed = {p.relative_to(there.parent): p.read_bytes() for p in files}
        assert made.keys() == committed.keys(), "run `make course`"
        different = [str(path) for path in made if made[path] != committed[path]]
        assert not different, "run `make course`"


@pytest.mark.parametrize("name", NAMES)
def test_nothing_hidden_is_in_the_release(name: str) -> None:
    released = "\n".join(cell.source for cell in classroom.released(name).cells)
    for cell in classroom.solved(name).cells:
        for region in re.findall(r"### BEGIN SOLUTION\n(.*?)\s*### END SOLUTION", cell.source, re.S):
            lines = [line.strip() for line in region.splitlines()]
            unique = [line for line in lines if len(line) > 25 and classroom_text_without_solutions(name).count(line) == 0]
            assert not [line for line in unique if line in released]
    assert "BEGIN SOLUTION" not in released
    assert "autograder" not in released
    for path in CHECKS.glob("*.py"):
        for sentence in re.findall(r'"""(.*?)"""', path.read_text(), re.S)[1:]:
            assert len(sentence) < 40 or sentence not in released


def classroom_text_without_solutions(name: str) -> str:
    """What a student may see: the notebook without its solution regions."""
    text = "\n".join(cell.source for cell in classroom.solved(name).cells)
    return re.sub(r"### BEGIN SOLUTION\n.*?### END SOLUTION", "", text, flags=re.S)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_every_notebook_runs_from_top_to_bottom(name: str, tmp_path: Path) -> None:
    """With pictures, in a real kernel, with nothing but the helpers beside it."""
    from nbclient import NotebookClient

    _put_files(tmp_path)
    notebook = copy.deepcopy(classroom.solved(name))
    NotebookClient(notebook, timeout=600, resources={"metadata": {"path": str(tmp_path)}}).execute()
    for cell in notebook.cells:
        for output in cell.get("outputs", []):
            assert output.get("name") != "stderr", f"{cell.id}: {output.text[:500]}"
            if "image/png" in output.get("data", {}):
                said = output.metadata["image/png"]["alt"]
                assert f'<img alt="{html.escape(said)}"' in output.data["text/html"], cell.id
                assert len(said) > 20, cell.id
    nbformat.validate(notebook)


@pytest.mark.slow
@pytest.mark.parametrize("name", NAMES)
def test_an_untouched_notebook_says_what_is_missing(name: str, tmp_path: Path) -> None:
    """Every cell that stops says which exercise it waits for, instead of drawing something wrong."""
    from nbclient import NotebookClient

    _put_files(tmp_path)
    notebook = classroom.released(name)
    client = NotebookClient(notebook, timeout=600, allow_errors=True, resources={"metadata": {"path": str(tmp_path)}})
    client.execute()
    for cell in notebook.cells:
        outputs = cell.get("outputs", [])
        said = " ".join(output.get("evalue", "") + output.get("text", "") for output in outputs)
        if any(output.output_type == "error" for output in outputs):
            waits = ("Write your code here", "isn't written yet", "isn't there yet", "There is no `", "is not defined")
            assert any(sentence in said for sentence in waits), f"{cell.id}: {said[:500]}"


def _put_files(folder: Path) -> None:
    """The files that ship with a notebook, and the pictures where fastai looks."""
    for file in HELPERS:
        shutil.copy(classroom.COURSE.source / file, folder)
    mnist.install(mnist.fastai_folder())
    mnist.install_ten_digits(mnist.fastai_folder("mnist_png"))
