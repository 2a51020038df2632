"""Whose a file is, and which of a student's files is graded: by the names that platforms, browsers and students give them."""

import copy
import json
import os
from pathlib import Path

import classroom
import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_notebook
from nbgrader.api import Gradebook
from test_any_course import CONFIG, PYTHON, solution
from test_any_course import graded as checks
from test_nbgrader import nbgrader
from test_other_course import command

from autograder import Course
from autograder.authoring.submissions import released, solved
from autograder.backends.local import Class, How
from autograder.front.cli import finding
from autograder.notebooks import naming
from autograder.notebooks.cells import grade_id_of
from autograder.results.report import Report

ROOT = Path(__file__).parent / "weather_course"
COURSE = Course.at(ROOT)
NAME = "01_arrays"
FILE = f"{NAME}.ipynb"

PLACES = {
    "ada/01_arrays/01_arrays.ipynb": "ada",
    "ada/01_arrays.ipynb": "ada",
    "ada/01_arrays/Untitled.ipynb": "ada",
    "hw-ada/01_arrays.ipynb": "hw-ada",
    "hw-ada/01_arrays/01_arrays.ipynb": "hw-ada",
    "lovelaceada_12345_678_01_arrays.ipynb": "lovelaceada_12345",
    "lovelaceada_LATE_12345_678_01_arrays-1.ipynb": "lovelaceada_12345",
    "lovelaceada_12345_678_Copy of 01_arrays (2).ipynb": "lovelaceada_12345",
    "eve_6_7_bob_8_9_01_arrays.ipynb": "eve_6",
    "Ada Lovelace_1234_assignsubmission_file/01_arrays.ipynb": "Ada Lovelace_1234",
    "Ada Lovelace_1234_assignsubmission_file_/01_arrays.ipynb": "Ada Lovelace_1234",
    "Ada Lovelace_1234_assignsubmission_file_01_arrays.ipynb": "Ada Lovelace_1234",
    "submission_12345/01_arrays.ipynb": "submission_12345",
    "ada_01_arrays.ipynb": "ada_01_arrays",
    "a\x1b[2J_1_2_01_arrays.ipynb": "a\\x1b[2J_1",
}


def put(path: Path, notebook: object = None, at: float | None = None) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(notebook if notebook is not None else {}))
    if at is not None:
        os.utime(path, (at, at))
    return path


def students(top: Path, named: str | None = None, layout: str = "auto") -> list[str]:
    return [task.student for task in finding.find([top], COURSE, named, layout).tasks]


@pytest.mark.parametrize("place", PLACES)
def test_whose_it_is_follows_from_its_place(tmp_path: Path, place: str) -> None:
    put(tmp_path / "class" / place)
    assert students(tmp_path / "class") == [PLACES[place]]


@pytest.mark.parametrize("place", ["hw-ada", "01-arrays-ada", "01_arrays-ada", "ada"])
def test_a_repository_is_called_after_its_student(tmp_path: Path, place: str) -> None:
    put(tmp_path / "class" / place / FILE)
    assert students(tmp_path / "class", layout="github") == ["ada"]


def test_repositories_that_are_named_themselves(tmp_path: Path) -> None:
    """A file that is called after the assignment says nothing of its student."""
    paths = [put(tmp_path / f"hw-{student}" / FILE) for student in ("ada", "bob")]
    assert [task.student for task in finding.find(paths, COURSE, None).tasks] == ["hw-ada", "hw-bob"]
    folders = [path.parent for path in paths]
    found = finding.find(folders, COURSE, None)
    assert [task.student for task in found.tasks] == ["hw-ada", "hw-bob"]
    assert found.told == []


def test_of_a_layout_that_was_named_other_folders_are_told(tmp_path: Path) -> None:
    put(tmp_path / "submission_1" / FILE)
    put(tmp_path / "eve" / FILE)
    found = finding.find([tmp_path], COURSE, None, "gradescope")
    assert [task.student for task in found.tasks] == ["submission_1"]
    assert "eve isn't called as a folder of the layout gradescope" in found.told[0]


def test_a_students_own_names_make_nobody_else_of_them(tmp_path: Path) -> None:
    put(tmp_path / "submitted" / "eve" / NAME / "bob_1_2_01_arrays.ipynb")
    put(tmp_path / "submitted" / "fay" / "Bob_1_assignsubmission_file" / FILE)
    put(tmp_path / "submitted" / "gil" / "bob_1_2_01_arrays.ipynb")
    assert students(tmp_path / "submitted") == ["eve", "gil"]


def test_what_a_mac_leaves_is_nobodys(tmp_path: Path) -> None:
    put(tmp_path / "ada" / NAME / FILE)
    for path in (f"__MACOSX/ada/{NAME}/._{FILE}", f"ada/{NAME}/._{FILE}", f"ada/{NAME}/.ipynb_checkpoints/{FILE}", f"._{FILE}"):
        put(tmp_path / path)
    found = finding.find([tmp_path], COURSE, None)
    assert [task.student for task in found.tasks] == ["ada"]
    assert found.told == []
    assert found.tasks[0].instead == ()


def test_who_handed_in_nothing_is_counted(tmp_path: Path) -> None:
    put(tmp_path / "ada" / FILE)
    for name in ("bob", "cyd"):
        (tmp_path / name).mkdir()
    put(tmp_path / "Dan_7_assignsubmission_onlinetext" / "onlinetext.html")
    put(tmp_path / "Eva_8_assignsubmission_onlinetext" / "onlinetext.html")
    put(tmp_path / "Eva_8_assignsubmission_file" / FILE)
    found = finding.find([tmp_path], COURSE, None)
    assert [task.student for task in found.tasks] == ["Eva_8", "ada"]
    assert found.told == ["No notebook of an assignment was found of 3 students: Dan_7, bob, cyd."]


def test_two_submissions_of_one_name_are_told(tmp_path: Path) -> None:
    put(tmp_path / "Ada_7_assignsubmission_file" / FILE)
    put(tmp_path / "Ada_7_assignsubmission_file_" / FILE)
    found = finding.find([tmp_path], COURSE, None)
    assert len(found.tasks) == 2
    assert "Several notebooks go by the name of Ada_7" in found.told[0]


CALLED_SO = [
    *("Copy of 01_arrays", "01_arrays (1)", "01_arrays-final", "01-arrays", "01 Arrays v2", "ada_01_arrays", "01_arrays-Copy1"),
]


@pytest.mark.parametrize("stem", CALLED_SO)
def test_a_renamed_notebook_is_known(stem: str) -> None:
    assert naming.is_called(stem, NAME)
    assert naming.meant(stem, ["01_arrays", "02_tables"]) == NAME


def test_another_name_is_another() -> None:
    assert not naming.is_called("101_arrays", NAME)
    assert not naming.is_called("01_arrays2", NAME)
    assert naming.meant("hw 1 extra", ["hw_1", "hw_1_extra"]) == "hw_1_extra"


def test_the_newest_comes_first_where_times_tell() -> None:
    times = {"01_arrays": 0.0, "01_arrays (1)": 9_000.0, "old": 10_000.0}
    assert naming.in_order(times, NAME, others_too=True) == ["01_arrays (1)", "01_arrays", "old"]
    assert naming.in_order(times, NAME, others_too=False) == ["01_arrays (1)", "01_arrays"]


def test_a_checkouts_times_tell_nothing() -> None:
    times = {"01_arrays (1)": 3.0, "01_arrays (10)": 2.0, "01_arrays": 1.0}
    assert naming.in_order(times, NAME, others_too=True) == ["01_arrays", "01_arrays (10)", "01_arrays (1)"]


def graded(folder: Path) -> list[Report]:
    tasks = finding.find([folder], COURSE, None).tasks
    found = {graded.number: graded.report for graded in Class(COURSE, tasks, How(2, "cpu", seed=1)).graded()}
    return [found[number] for number in sorted(found)]


def test_of_several_the_one_that_answers_is_graded(tmp_path: Path) -> None:
    """A student's work counts whatever its file is called, and a row of the report says which file it was."""
    assignment = COURSE.assignment(NAME)
    right, stub, other = solved(assignment), released(COURSE, assignment), solved(COURSE.assignment("02_tables"))
    for path, notebook, at in [
        ("ada/Copy of 01_arrays.ipynb", right, 0),
        ("bob/01_arrays.ipynb", stub, 5_000),
        ("bob/01_arrays (1).ipynb", right, 0),
        ("cyd/Untitled.ipynb", right, 0),
        ("cyd/Untitled1.ipynb", other, 5_000),
        ("dan/01_arrays.ipynb", right, 0),
        ("dan/scratch.ipynb", other, 5_000),
        ("eva/01_arrays-v1.ipynb", stub, 0),
        ("eva/01_arrays-v2.ipynb", right, 5_000),
        ("fay/holiday.ipynb", other, 0),
    ]:
        put(tmp_path / "submitted" / path.replace("/", f"/{NAME}/"), notebook, 1e9 + at)
    reports = {report.student: report for report in graded(tmp_path / "submitted")}
    assert {name: (report.notebook, report.score) for name, report in reports.items()} == {
        "ada": ("Copy of 01_arrays.ipynb", 8),
        "bob": ("01_arrays (1).ipynb", 8),
        "cyd": ("Untitled.ipynb", 8),
        "dan": ("01_arrays.ipynb", 8),
        "eva": ("01_arrays-v2.ipynb", 8),
        "fay": ("holiday.ipynb", 0),
    }
    assert reports["ada"].notes == ["Copy of 01_arrays.ipynb was taken for 01_arrays.ipynb."]
    assert reports["dan"].notes == ["Of 2 notebooks here 01_arrays.ipynb was graded; not graded: scratch.ipynb."]
    assert "none of the cells of 01_arrays" in " ".join(reports["fay"].notes)


def test_nbgrader_takes_a_renamed_notebook(tmp_path: Path) -> None:
    course = tmp_path / "course"
    classroom.known_weather(course)
    right, stub = solved(COURSE.assignment(NAME)), nbformat.read(course / "release" / NAME / FILE, 4)
    secret = put(tmp_path / "secret.ipynb", right)
    submitted = course / "submitted"
    put(submitted / "ada" / NAME / "Copy of 01_arrays.ipynb", right)
    put(submitted / "bob" / NAME / FILE, stub, 2e9)
    put(submitted / "bob" / NAME / "01_arrays (1).ipynb", right, 1e9)
    put(submitted / "cyd" / NAME / "Untitled.ipynb", right)
    put(submitted / "dan" / NAME / FILE, right)
    (submitted / "eve" / NAME).mkdir(parents=True)
    (submitted / "eve" / NAME / "Copy of 01_arrays.ipynb").symlink_to(secret)
    put(submitted / "fay" / NAME / "01_arrays-a\x1b[2J.ipynb", right)
    put(submitted / "gil" / NAME / FILE, right)
    elsewhere, exercise = copy.deepcopy(right), COURSE.assignment(NAME).exercises()[0]
    place = next(i for i, cell in enumerate(right.cells) if grade_id_of(cell) == exercise)
    elsewhere.cells[place].source = next(cell.source for cell in stub.cells if grade_id_of(cell) == exercise)
    elsewhere.cells.append(new_code_cell(right.cells[place].source))
    put(submitted / "hal" / NAME / FILE, elsewhere)
    done = command("nbgrader", "autograde", NAME, f"--course-dir={course}", cwd=course, PYTHONWARNINGS="default")
    assert done.returncode == 0, done.stderr[-3000:]
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        scores = {s.student.id: s.score for s in gb.assignment_submissions(NAME)}
        assert gb.find_comment(exercise, "01_arrays", NAME, "hal").auto_comment is None  # and no "No response."
    assert scores == {"ada": 8, "bob": 8, "cyd": 8, "dan": 8, "eve": 0, "fay": 0, "gil": 8, "hal": 8}
    assert done.stderr.count("ada: Copy of 01_arrays.ipynb was taken for 01_arrays.ipynb.") == 1
    assert "forget to run" not in done.stderr
    # Nothing of it is denied by another line: nbgrader itself knows a notebook by its own name only.
    denied = [line for line in done.stderr.splitlines() if "Skipping unknown" in line or "No submitted file" in line]
    assert [line for line in denied if any(f"/{name}/" in line for name in ("ada", "bob", "cyd"))] == []
    assert "SAWarning" not in done.stderr
    for name in ("ada", "bob", "cyd"):
        notes = nbformat.read(course / "autograded" / name / NAME / FILE, 4).metadata["autograder"]["notes"]
        assert "was taken for" in notes[0] or "was graded; not graded" in notes[0]


@pytest.mark.slow
def test_a_renamed_notebook_counts_where_one_of_several_is_asked_for_too(tmp_path: Path) -> None:
    """The same as without `--notebook`, in a course without checks."""
    for name in ("p1", "p2"):
        cells = [solution(f"f{name}", f"def {name}():\n    return 1"), checks(f"test_{name}", f"assert {name}() == 1")]
        put(tmp_path / "source" / "ps1" / f"{name}.ipynb", new_notebook(cells=cells, metadata={"kernelspec": PYTHON}))
    (tmp_path / "nbgrader_config.py").write_text(CONFIG)
    assert nbgrader(tmp_path, "generate_assignment", "ps1").returncode == 0
    right = {name: nbformat.read(tmp_path / "source" / "ps1" / f"{name}.ipynb", 4) for name in ("p1", "p2")}
    files = {
        "ada": {"p1": "p1", "p2": "p2"},
        "bob": {"Copy of p1": "p1", "p2": "p2"},
        "cyd": {"p2": "p2"},
        "dan": {"p1": "p2", "p2": "p1"},
        "eve": {"p1 (1)": "p1", "p2-Copy1": "p2", "notes": "p2"},
    }
    for student, named in files.items():
        for file, name in named.items():
            put(tmp_path / "submitted" / student / "ps1" / f"{file}.ipynb", right[name])

    def scores() -> dict[str, dict[str, float]]:
        with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as gb:
            found = gb.assignment_submissions("ps1")
            return {s.student.id: {n.name: n.score for n in s.notebooks} for s in found}

    done = nbgrader(tmp_path, "autograde", "ps1", "--notebook=p1")
    assert done.returncode == 0, done.stderr[-3000:]
    made = {path.parent.parent.name for path in (tmp_path / "autograded").glob("*/ps1/p1.ipynb")}
    assert made == {"ada", "bob", "dan", "eve"}
    assert not list((tmp_path / "autograded").glob("*/ps1/p2.ipynb"))
    assert {student: found["p1"] for student, found in scores().items()} == {"ada": 1, "bob": 1, "dan": 0, "eve": 1}
    assert "bob: Copy of p1.ipynb was taken for p1.ipynb." in done.stderr
    done = nbgrader(tmp_path, "autograde", "ps1", "--notebook=p2")
    assert done.returncode == 0, done.stderr[-3000:]
    one_by_one = scores()
    done = nbgrader(tmp_path, "autograde", "ps1", "--force")
    assert done.returncode == 0, done.stderr[-3000:]
    assert scores() == one_by_one
