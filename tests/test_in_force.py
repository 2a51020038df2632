"""No fault in a course's nbgrader_config.py, and no file where one stands, has nbgrader run students' code outside the sandbox."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import classroom
import nbformat
import pytest
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from test_any_course import CONFIG, PYTHON, graded, solution
from traitlets.config import Config

from autograder import grade_with_the_judge
from autograder.authoring import new_course

NAME = "nbgrader_config.json"
LOCK = (classroom.COURSE.root / NAME).read_text()


def nbgrader(course: Path, *arguments: str, cwd: Path | None = None) -> subprocess.CompletedProcess[str]:
    """The command as it is installed: Python itself looks nowhere where one stands then, as it does for `python -m`."""
    run = [str(Path(sys.executable).parent / "nbgrader"), *arguments, f"--course-dir={course}"]
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    return subprocess.run(run, capture_output=True, text=True, check=False, env=environment, cwd=cwd or course)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course without a name of its own, and a submission whose code would write beside the course if it could."""
    course: Path = tmp_path_factory.mktemp("in-force") / "course"
    (course / "source" / "ps1").mkdir(parents=True)
    cells = [solution("f", "def f():\n    return 1"), graded("test_f", "assert f() == 1")]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": PYTHON}), course / "source" / "ps1" / "p1.ipynb")
    (course / "nbgrader_config.py").write_text(CONFIG)
    (course / NAME).write_text(LOCK)
    done = nbgrader(course, "generate_assignment", "ps1")
    assert done.returncode == 0, done.stderr[-3000:]
    return course


@pytest.fixture
def course(made: Path, tmp_path: Path) -> Path:
    found = tmp_path / "course"
    shutil.copytree(made, found)
    notebook = nbformat.read(found / "source" / "ps1" / "p1.ipynb", 4)
    escape = f"open({str(tmp_path / 'escaped')!r}, 'w').close()"
    notebook.cells[0].source = f"def f():\n    return 1\ntry:\n    {escape}\nexcept OSError:\n    pass"
    folder = found / "submitted" / "eve" / "ps1"
    folder.mkdir(parents=True)
    nbformat.write(notebook, folder / "p1.ipynb")
    return found


def score(course: Path) -> float:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        found: float = gb.find_submission("ps1", "eve").score
    return found


FAULTS = {
    "the kit hasn't that name": CONFIG.replace("import grade_with_the_judge", "import grade_with_the_jury"),
    "a package is missing": CONFIG + "import no_such_package\n",
    "a slip in another line": CONFIG + "c.Execute.timeout = minutes\n",
    "it isn't Python": CONFIG + "if\n",
    "the line is missing": CONFIG.replace("grade_with_the_judge(c)\n", ""),
}


@pytest.mark.parametrize("fault", FAULTS)
def test_a_fault_in_the_config_ends_the_run(course: Path, fault: str) -> None:
    (course / "nbgrader_config.py").write_text(FAULTS[fault])
    done = nbgrader(course, "autograde", "ps1")
    assert done.returncode == 1, done.stderr[-3000:]
    assert "the sandbox isn't in force" in done.stderr
    assert not (course / "autograded").exists()
    assert not (course.parent / "escaped").exists()


def test_a_fault_in_the_config_ends_the_feedback(course: Path) -> None:
    shutil.copytree(course / "submitted", course / "autograded")
    (course / "nbgrader_config.py").write_text(FAULTS["a slip in another line"])
    done = nbgrader(course, "generate_feedback", "ps1")
    assert done.returncode == 1, done.stderr[-3000:]
    assert "the sandbox isn't in force" in done.stderr
    assert not (course / "feedback").exists()


def test_without_the_kit_nothing_is_graded(course: Path, tmp_path: Path) -> None:
    """A file of its name, where one stands, is what Python takes for it then."""
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "autograder.py").touch()
    done = nbgrader(course, "autograde", "ps1", cwd=tmp_path / "elsewhere")
    assert done.returncode == 1
    assert "could not be imported" in done.stderr
    assert not (course / "autograded").exists()
    assert not (course.parent / "escaped").exists()


def test_no_file_where_one_stands_is_imported(course: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    for name in ("sqlite3", "nh3", "bs4", "pytest", "mistune", "pygments"):
        (elsewhere / f"{name}.py").write_text(f"open({str(tmp_path / 'escaped')!r}, 'w').close()")
    for command in ("autograde", "generate_feedback"):
        done = nbgrader(course, command, "ps1", cwd=elsewhere)
        assert done.returncode == 0, done.stderr[-3000:]
    assert score(course) == 1
    assert not (course.parent / "escaped").exists()


def test_in_a_students_folder_nothing_is_done(course: Path) -> None:
    done = nbgrader(course, "autograde", "ps1", cwd=course / "submitted" / "eve" / "ps1")
    assert done.returncode == 1
    assert "start it in the course's folder" in done.stderr
    assert not (course / "autograded").exists()


def test_who_has_the_line_alone_is_told_so(course: Path) -> None:
    (course / NAME).unlink()
    done = nbgrader(course, "autograde", "ps1")
    assert done.returncode == 0, done.stderr[-3000:]
    assert f"has no {NAME}" in done.stderr
    assert score(course) == 1


def test_the_file_says_what_the_line_does(tmp_path: Path) -> None:
    """Else nbgrader would warn of a collision, or take the one for the other."""
    config = Config()
    grade_with_the_judge(config)
    for section, settings in json.loads(LOCK).items():
        assert {name: config[section][name] for name in settings} == settings
    new_course.write(tmp_path / "new")
    for text in ((tmp_path / "new" / NAME).read_text(), (classroom.COURSE.root / "tests" / "weather_course" / NAME).read_text()):
        assert text == LOCK
    told = (classroom.COURSE.root / "docs" / "instructors.md").read_text().replace("\n    ", "\n")
    assert LOCK in told
