"""A course that isn't this kit's, with the judge in its lists: its cells run as written, and nbgrader scores them."""

import copy
import shutil
import subprocess
from pathlib import Path

import classroom
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook
from nbgrader.api import Gradebook
from test_nbgrader import nbgrader

CONFIG = """
import os, sys
from pathlib import Path
os.environ["PATH"] = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
from autograder import grade_with_the_judge
c = get_config()
grade_with_the_judge(c)
c.Execute.timeout = 3
"""
PYTHON = {"display_name": "Python 3", "language": "python", "name": "python3"}


def solution(name: str, code: str) -> nbformat.NotebookNode:
    about = {"grade": False, "solution": True, "locked": False, "grade_id": name, "schema_version": 3, "task": False}
    made: nbformat.NotebookNode = new_code_cell(f"### BEGIN SOLUTION\n{code}\n### END SOLUTION", metadata={"nbgrader": about})
    return made


def graded(name: str, code: str, points: float = 1) -> nbformat.NotebookNode:
    about = {"grade": True, "solution": False, "locked": True, "grade_id": name, "schema_version": 3, "task": False}
    made: nbformat.NotebookNode = new_code_cell(code, metadata={"nbgrader": about | {"points": points}})
    return made


def manual(name: str, text: str, points: float) -> nbformat.NotebookNode:
    about = {"grade": True, "solution": True, "locked": False, "grade_id": name, "schema_version": 3, "task": False}
    made: nbformat.NotebookNode = new_markdown_cell(text, metadata={"nbgrader": about | {"points": points}})
    return made


FIRST = [
    solution("f", "def f():\n    return 0.5"),
    graded("partial", "f()", 2),
    graded("files", "import helper\nassert helper.y == 2\nassert open('data/deep/x.csv').read() == 'x'"),
    graded("hidden", "assert f() < 1\n### BEGIN HIDDEN TESTS\nassert f() == 0.5\n### END HIDDEN TESTS"),
    graded("fast", "import sys\nassert 'torch' not in sys.modules and 'fastai' not in sys.modules"),
    manual("essay", "Write here.", 4),
]
SECOND = [graded("made", "assert open('made/by_first.txt').read() == 'hello'")]


def first(code: str) -> nbformat.NotebookNode:
    notebook = new_notebook(cells=copy.deepcopy(FIRST), metadata={"kernelspec": dict(PYTHON)})
    notebook.cells[0].source = code
    made: nbformat.NotebookNode = notebook
    return made


GOOD = "def f():\n    return 0.5\n"
STUDENTS = {
    "right": GOOD
    + "import os\nos.mkdir('made')\nwith open('made/by_first.txt', 'w') as out:\n    print('hello', end='', file=out)",
    "floods": "def f():\n    print('x' * (3 << 20))\n    return 0.5",
    "floods-stderr": "import sys\ndef f():\n    print('x' * (3 << 20))\n    print('careful', file=sys.stderr)\n    return 0.5",
    "warns": "import warnings\ndef f():\n    warnings.warn('careful')\n    return 0.5",
    "dies": GOOD + "import os\nos._exit(0)",
    "sleeps": "import time\ndef f():\n    time.sleep(6)\n    return 0.5",
    "spins": "def f():\n    while True:\n        pass",
    "swallows": "import time\ndef f():\n    try:\n        time.sleep(60)\n    except KeyboardInterrupt:\n        return 0.5\n    return 0.5",
    "plants": GOOD
    + "import os\nos.symlink('/etc/passwd', 'leak.txt')\ntry:\n    os.mkfifo('pipe')\nexcept OSError:\n    pass\nopen('timestamp.txt', 'w').write('2001-01-01')\n"
    "open('p2.ipynb', 'w').write('{}')\nopen('.hidden', 'w').write('x')\nopen('kept.txt', 'w').write('x')\nopen('a.pyc', 'w').write('x')",
    "shows": "import sys\ndef f():\n    sys.displayhook(2)\n    raise ValueError",
    "quiet": "import IPython.core.interactiveshell as i\ni.InteractiveShell.showtraceback = None",
    "network": GOOD + "import socket, os\ntry:\n    socket.socket()\nexcept OSError:\n    ok = True\nassert ok\nos.listdir('/')",
    "environment": GOOD
    + "import os\nassert os.environ['NBGRADER_EXECUTION'] == 'autograde'\nassert 'CI_TOKEN' not in os.environ",
}


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found: Path = tmp_path_factory.mktemp("any")
    (found / "nbgrader_config.py").write_text(CONFIG)
    source = found / "source" / "ps1"
    (source / "data" / "deep").mkdir(parents=True)
    (source / "data" / "deep" / "x.csv").write_text("x")
    nbformat.write(new_notebook(cells=FIRST, metadata={"kernelspec": PYTHON}), source / "p1.ipynb")
    nbformat.write(new_notebook(cells=SECOND, metadata={"kernelspec": PYTHON}), source / "p2.ipynb")
    done = nbgrader(found, "generate_assignment", "ps1")
    assert done.returncode == 0, done.stderr[-3000:]
    students = {name: first(code) for name, code in STUDENTS.items()}
    students["tagged"] = first("def f():\n    return 0")
    for cell in students["tagged"].cells[1:]:
        cell.metadata["tags"] = ["skip-execution", "picture"]
    for name, notebook in students.items():
        folder = found / "submitted" / name / "ps1"
        folder.mkdir(parents=True)
        (folder / "helper.py").write_text("y = 2")
        nbformat.write(notebook, folder / "p1.ipynb")
        shutil.copy(found / "release" / "ps1" / "p2.ipynb", folder)
    done = nbgrader(found, "autograde", "ps1")
    assert done.returncode == 0, done.stderr[-3000:]
    return found


def scores(course: Path, student: str) -> dict[str, float | None]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        notebooks = gb.find_submission("ps1", student).notebooks
        return {grade.name: grade.auto_score for notebook in notebooks for grade in notebook.grades}


def test_scores(course: Path) -> None:
    right = {"partial": 0.5, "files": 1, "hidden": 1, "fast": 1, "essay": None}
    expected = {
        "right": right | {"made": 1},
        "floods": right,
        "floods-stderr": right | {"partial": 0, "hidden": 0},
        "warns": right | {"partial": 0, "hidden": 0},
        "dies": right | {"partial": 0, "hidden": 0},
        "sleeps": right | {"partial": 0, "hidden": 0},
        "spins": right | {"partial": 0, "hidden": 0},
        "swallows": right | {"partial": 0, "hidden": 0},
        "plants": right,
        "shows": right | {"partial": 0, "hidden": 0},
        "quiet": right | {"partial": 0, "hidden": 0},
        "network": right,
        "environment": right,
        "tagged": right | {"partial": 0, "hidden": 0},
    }
    found = {student: {k: v for k, v in scores(course, student).items() if k != "essay"} for student in expected}
    for cells in expected.values():
        cells.setdefault("made", 0)
        cells.pop("essay", None)
    assert found == expected


def test_outputs_are_the_cells_own(course: Path) -> None:
    notebook = nbformat.read(course / "autograded" / "right" / "ps1" / "p1.ipynb", 4)
    (output,) = notebook.cells[1].outputs
    assert (output.output_type, output.data["text/plain"], output.execution_count) == ("execute_result", "0.5", 2)
    assert "BEGIN HIDDEN TESTS" in notebook.cells[3].source
    spins = nbformat.read(course / "autograded" / "spins" / "ps1" / "p1.ipynb", 4)
    assert [output.ename for output in spins.cells[1].outputs] == ["KeyboardInterrupt", "CellTimeoutError"]


def test_what_comes_back(course: Path) -> None:
    folder = course / "autograded" / "plants" / "ps1"
    assert {path.name for path in folder.iterdir()} == {"p1.ipynb", "p2.ipynb", "helper.py", "data", "kept.txt"}
    assert nbformat.read(folder / "p2.ipynb", 4).cells


def test_no_interrupt_means_an_error(course: Path) -> None:
    done = nbgrader(course, "autograde", "ps1", "--student=sleeps", "--force", "--Execute.interrupt_on_timeout=False")
    assert done.returncode == 1
    assert "Cell execution timed out" in done.stderr


def test_without_source(course: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "course"
    shutil.copytree(course, elsewhere)
    shutil.rmtree(elsewhere / "source")
    # without its source nbgrader has only the files that were handed in
    (elsewhere / "submitted" / "right" / "ps1" / "data" / "deep").mkdir(parents=True)
    (elsewhere / "submitted" / "right" / "ps1" / "data" / "deep" / "x.csv").write_text("x")
    done = nbgrader(elsewhere, "autograde", "ps1", "--student=right", "--force")
    assert done.returncode == 0, done.stderr[-3000:]
    assert scores(elsewhere, "right")["made"] == 1


def test_another_kernel_is_refused(tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    (tmp_path / "source" / "ps1").mkdir(parents=True)
    spec = {"display_name": "R", "language": "R", "name": "ir"}
    nbformat.write(new_notebook(metadata={"kernelspec": spec}), tmp_path / "source" / "ps1" / "p1.ipynb")
    assert nbgrader(tmp_path, "generate_assignment", "ps1").returncode == 0
    shutil.copytree(tmp_path / "release" / "ps1", tmp_path / "submitted" / "ada" / "ps1")
    done = nbgrader(tmp_path, "autograde", "ps1")
    assert done.returncode == 1
    assert "only Python runs in the sandbox" in done.stderr
    assert not (tmp_path / "autograded" / "ada" / "ps1").exists()


def mixed_course(folder: Path) -> Path:
    """This kit's 02_distances, with two cells more that have no hidden check: one worth a number, one an autotest."""
    name = "02_distances"
    source = folder / "source" / name
    shutil.copytree(classroom.COURSE.source / name, source)
    (folder / "nbgrader_config.py").write_text(CONFIG)
    for linked in ("checks", "tests"):
        (folder / linked).symlink_to(classroom.COURSE.root / linked)
    settings = (classroom.COURSE.root / "course.toml").read_text()
    (folder / "course.toml").write_text(f'as_written = ["test_partly", "test_auto"]\n{settings}')
    own = Path(nbformat.__file__).parents[1] / "nbgrader" / "tests" / "apps" / "files" / "autotests.yml"
    shutil.copy(own, folder / "autotests.yml")
    notebook = nbformat.read(source / f"{name}.ipynb", 4)
    notebook.cells += [solution("mine", "mine = 0.25"), graded("test_partly", "mine"), graded("test_auto", "### AUTOTEST mine")]
    nbformat.write(notebook, source / f"{name}.ipynb")
    return source / f"{name}.ipynb"


def run(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    done = nbgrader(course, *arguments)
    assert done.returncode == 0, done.stderr[-3000:]
    return done


@pytest.mark.slow
def test_cells_with_and_without_checks_in_one_notebook(tmp_path: Path) -> None:
    name = "02_distances"
    source = mixed_course(tmp_path)
    run(tmp_path, "generate_assignment", name)
    solved = nbformat.read(source, 4)
    wrong = nbformat.read(tmp_path / "release" / name / f"{name}.ipynb", 4)
    for student, notebook in {"solved": solved, "untouched": wrong}.items():
        classroom.hand_in(tmp_path, student, name, notebook)
    run(tmp_path, "autograde", name)
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gb:
        assert gb.find_submission(name, "solved").score == 12 + 0.25 + 1
        assert gb.find_submission(name, "untouched").score == 0
    graded_notebook = nbformat.read(tmp_path / "autograded" / "solved" / name / f"{name}.ipynb", 4)
    assert "assert" in graded_notebook.cells[-1].source
    run(tmp_path, "autograde", name, "--no-execute", "--force")
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gb:
        grades = {grade.name: grade for grade in gb.find_submission_notebook(name, name, "solved").grades}
        assert grades["test_l1_distance"].auto_score is None
        assert grades["test_l1_distance"].needs_manual_grade
