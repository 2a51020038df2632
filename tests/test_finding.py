"""Whose a notebook is, and what is said of those who can't be looked at."""

import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import nbformat
import pytest

from autograder import Course
from autograder.authoring.submissions import solved
from autograder.backends.local import Class, How
from autograder.backends.task import Task
from autograder.front.cli import finding
from autograder.front.cli.usage import UsageError
from autograder.front.nbgrader.read_apart import read_apart
from autograder.handed_in import OutOfReach
from autograder.notebooks import reading
from autograder.notebooks.settings import Seconds

COURSE = Course.at(Path(__file__).parent / "weather_course")
NAME = "02_tables"
FILE = f"{NAME}.ipynb"


def _found(paths: list[Path], named: str | None = NAME) -> dict[str, str]:
    """Whose each notebook is that was found, by the last two parts of its path."""
    return {"/".join(task.path.parts[-2:]): task.student for task in finding.find(paths, COURSE, named).tasks}


def _touch(folder: Path, *names: str) -> list[Path]:
    paths = [folder / name for name in names]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return paths


@contextlib.contextmanager
def _somebody() -> Iterator[None]:
    """As a user who isn't root, where we are root."""
    if os.geteuid() == 0:
        os.seteuid(65534)
    try:
        yield
    finally:
        if os.getuid() == 0:
            os.seteuid(0)


def test_a_file_below_submitted_is_its_folders_whatever_it_is_called(tmp_path: Path) -> None:
    paths = _touch(tmp_path / "submitted", f"eve/{FILE}", "fay/ada.ipynb", "ada/mine.ipynb")
    assert _found(paths) == {f"eve/{FILE}": "eve", "fay/ada.ipynb": "fay", "ada/mine.ipynb": "ada"}


def test_a_submitted_of_a_students_own_makes_nobody_else_of_them(tmp_path: Path) -> None:
    paths = _touch(tmp_path / "submitted", f"hal/submitted/ada/{NAME}/{FILE}")
    assert _found(paths) == {f"{NAME}/{FILE}": "hal"}


def test_files_of_a_folder_without_students_are_called_after_them(tmp_path: Path) -> None:
    assert _found(_touch(tmp_path, "ada.ipynb", "bob.ipynb")).keys() == {
        f"{tmp_path.name}/ada.ipynb",
        f"{tmp_path.name}/bob.ipynb",
    }


def test_two_of_one_name_are_told(tmp_path: Path) -> None:
    found = finding.find(_touch(tmp_path, "a/ada.ipynb", "b/ada.ipynb"), COURSE, NAME)
    assert len(found.tasks) == 2
    assert len(found.told) == 1
    assert "by the name of ada" in found.told[0]
    assert "b/ada.ipynb" in found.told[0]


def _told(paths: list[Path], named: str | None = None) -> list[str]:
    return finding.find(paths, COURSE, named).told


def test_what_is_named_twice_is_graded_once(tmp_path: Path) -> None:
    path, _ = _touch(tmp_path / "submitted", f"ada/{NAME}/{FILE}", f"bob/{NAME}/{FILE}")
    found = finding.find([path, tmp_path / "submitted", tmp_path / "submitted"], COURSE, None)
    assert [task.student for task in found.tasks] == ["ada", "bob"]
    assert found.told == []


def test_a_file_that_is_no_notebook_is_told_so(tmp_path: Path) -> None:
    paths = _touch(tmp_path / "submitted" / "ada" / NAME, "digits.py", FILE)
    with pytest.raises(UsageError, match=r"digits\.py is no notebook \(\*\.ipynb\)"):
        finding.find(paths[:1], COURSE, None)
    assert _told(paths) == [f"{paths[0]} is no notebook (*.ipynb)."]


def test_who_has_nothing_of_the_assignment_that_is_asked_for(tmp_path: Path) -> None:
    """Though there are others of theirs. Of many, some are named."""
    _touch(tmp_path / "submitted", f"ada/{NAME}/{FILE}", *(f"s{i:02}/01_arrays/01_arrays.ipynb" for i in range(12)))
    named = ", ".join(f"s{i:02}" for i in range(10))
    assert _told([tmp_path / "submitted"], NAME) == [f"No notebook of {NAME} was found of 12 students: {named} and 2 more."]
    with pytest.raises(UsageError, match=f"s00 holds no notebook of {NAME}"):
        finding.find([tmp_path / "submitted" / "s00"], COURSE, NAME)


def test_a_notebook_that_is_called_after_another_assignment_is_left_out(tmp_path: Path) -> None:
    """And not graded as the one that is asked for, as which it would get nothing."""
    other, this, both, in_folder = _touch(
        tmp_path / "submitted", "late/01_arrays.ipynb", f"ada/{FILE}", f"bob/01_arrays {FILE}", f"cy/{NAME}/01_arrays.ipynb"
    )
    with pytest.raises(UsageError, match=f"isn't graded: it is called after another assignment, 01_arrays, and not after {NAME}"):
        finding.find([other], COURSE, NAME)
    found = finding.find([other, this, both, in_folder], COURSE, NAME)
    assert [task.student for task in found.tasks] == ["ada", "bob", "cy"]
    assert len(found.told) == 1


def test_a_notebook_in_no_students_folder_is_told(tmp_path: Path) -> None:
    top = tmp_path / "submitted"
    _touch(top, f"ada/{NAME}/{FILE}", "late6.ipynb")
    is_nowhere = "isn't graded: it lies in no student's folder, and"
    assert _told([top]) == [f"late6.ipynb in {top} {is_nowhere} its name tells no assignment."]
    assert _told([top], NAME) == [], "then it is a student's of that name"
    _touch(top, "01_arrays.ipynb")
    assert _told([top], NAME) == [f"01_arrays.ipynb in {top} {is_nowhere} it is called after another assignment than {NAME}."]
    _touch(top, "x.ipynb")
    told = f"2 notebooks in {top} aren't graded, since they lie in no student's folder, and their names tell no assignment: "
    assert _told([top]) == [f"{told}late6.ipynb, x.ipynb."]


def test_who_handed_in_nothing_that_bears_the_name_is_told(tmp_path: Path) -> None:
    _touch(tmp_path / "submitted", f"ada/{NAME}/{FILE}", "fay/notes.txt", "gil/holiday.ipynb")
    found = finding.find([tmp_path / "submitted"], COURSE, None)
    assert [task.student for task in found.tasks] == ["ada"]
    assert found.told == ["No notebook of an assignment was found of 2 students: fay, gil."]
    assert not found.is_incomplete


@pytest.fixture
def for_all() -> Iterator[Path]:
    """A folder that every user can look into, which pytest's own are not."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_a_folder_that_cant_be_looked_into_is_told_and_the_run_isnt_whole(for_all: Path) -> None:
    _touch(for_all / "submitted", f"ada/{NAME}/{FILE}", f"cyd/{NAME}/{FILE}")
    (for_all / "submitted/cyd").chmod(0o000)
    with _somebody():
        found = finding.find([for_all / "submitted"], COURSE, None)
    (for_all / "submitted/cyd").chmod(0o755)
    assert [task.student for task in found.tasks] == ["ada"]
    assert found.is_incomplete
    assert "cyd couldn't be looked into (Permission denied)" in found.told[0]


def test_a_notebook_that_cant_be_read_here_is_no_fault_of_its_own(for_all: Path) -> None:
    (path,) = _touch(for_all, FILE)
    path.chmod(0o000)
    with _somebody(), pytest.raises(OutOfReach, match=f"{FILE} can't be read here"):
        reading.read(path)


def test_it_is_none_under_nbgrader_either() -> None:
    with pytest.raises(OutOfReach, match="mem can't be read here"):
        read_apart(Path("/proc/self/mem"), Path("/proc/self"), Seconds())


def test_what_the_disk_doesnt_give_is_an_error_and_no_0(tmp_path: Path) -> None:
    """The kernel gives an I/O error to who reads this file, as a broken disk would."""
    nbformat.write(solved(COURSE.assignment(NAME)), tmp_path / FILE)
    tasks = [Task(Path("/proc/self/mem"), "ada", NAME), Task(tmp_path / FILE, "bob", NAME)]
    found = {graded.number: graded.report for graded in Class(COURSE, tasks, How(2, "cpu")).graded()}
    first, second = found[0], found[1]
    assert (first.status, second.status) == ("error", "pass")
    assert "couldn't read" in first.notes[0]
    assert "Input/output error" in first.cells[0].checks[0].reason


def _students(folder: Path) -> list[str]:
    return sorted({task.student for task in finding.find([folder], COURSE, None).tasks})


def test_a_student_called_submitted_hides_nobody(tmp_path: Path) -> None:
    _touch(tmp_path / "s4", f"ada/{NAME}/{FILE}", f"bob/{FILE}", f"submitted/{NAME}/{FILE}", "gil/notes.txt")
    assert _students(tmp_path / "s4") == ["ada", "bob", "submitted"]
    _touch(tmp_path / "s5", f"source/{NAME}/{FILE}", f"submitted/{NAME}/{FILE}", f"ada/{NAME}/{FILE}")
    assert _students(tmp_path / "s5") == ["ada", "source", "submitted"]
    _touch(tmp_path / "s6", f"submitted/eve/{NAME}/{FILE}", f"ada/{NAME}/{FILE}")
    found = finding.find([tmp_path / "s6"], COURSE, None)
    assert [task.student for task in found.tasks] == ["ada"]
    assert found.told == ["No notebook of an assignment was found of 1 student: submitted."]


def test_a_submitted_beside_nobody_is_where_the_class_is(tmp_path: Path) -> None:
    """Of a course, with what nbgrader makes beside it; and of a folder with nothing else in it."""
    _touch(tmp_path, "alone/notes.txt", f"alone/submitted/ada/{NAME}/{FILE}", f"made/submitted/ada/{NAME}/{FILE}")
    _touch(tmp_path / "made", f"feedback/bob/{NAME}/{FILE}", f"autograded/bob/{NAME}/{FILE}", f"release/{NAME}/{FILE}")
    _touch(tmp_path / "course", "course.toml", f"source/{NAME}/{FILE}", f"submitted/ada/{NAME}/{FILE}", f"scratch/{FILE}")
    for name in ("alone", "made", "course"):
        assert _students(tmp_path / name) == ["ada"]
