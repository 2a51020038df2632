"""Where the store says that a task's files lie: below the course, wherever that is now."""

from pathlib import Path

import pytest

from autograder.backends.places import as_kept, of_kept
from autograder.backends.task import Task


def made(root: Path, students: str = "submitted") -> Task:
    """A task of ada's, with files that are there."""
    top = root / students
    paths = [top / "ada" / "01" / name for name in ("01.ipynb", "Copy of 01 \udcff.ipynb")]
    for path in paths:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return Task(paths[0], "ada", "01", None, top, ("a note",), (paths[1],), has_folder=True, seed=3)


def of_before(task: Task) -> dict[str, object]:
    """As a store of before has it."""
    return task.as_dict()


def test_paths_below_the_course_are_kept_from_its_root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    task = made(tmp_path / "course")
    kept = as_kept(task, tmp_path / "course")
    assert (kept["path"], kept["top"]) == ("submitted/ada/01/01.ipynb", "submitted")
    assert of_kept(kept, tmp_path / "course", 3) == task
    assert of_kept(kept, tmp_path / "other", 3) == made(tmp_path / "other")
    monkeypatch.chdir(tmp_path / "course")
    assert as_kept(task, Path()) == kept
    assert of_kept(kept, Path(), 3) == task
    assert as_kept(Task(Path("submitted/x.ipynb"), "x", "01"), Path())["path"] == "submitted/x.ipynb"


def test_paths_elsewhere_stay_as_they_are(tmp_path: Path) -> None:
    """Though the course has files of the same names, which are others."""
    task = made(tmp_path / "pulled")
    made(tmp_path / "course")
    kept = as_kept(task, tmp_path / "course")
    assert kept["path"] == str(task.path)
    assert of_kept(kept, tmp_path / "course", 3) == task
    above = Task(task.path, "ada", "01", top=tmp_path)
    assert of_kept(as_kept(above, tmp_path / "pulled"), tmp_path / "elsewhere") == above, "whole or not at all"


def test_a_store_of_before_is_understood(tmp_path: Path) -> None:
    course = tmp_path / "course"
    before = of_before(made(tmp_path / "old" / "course"))
    assert of_kept(before, course, 3) == made(tmp_path / "old" / "course"), "there is nothing else"
    task = made(course)
    assert of_kept(before, course, 3) == task, "the course was copied"
    (tmp_path / "old").rename(tmp_path / "gone")
    assert of_kept(before, course, 3) == task, "the course was moved"
    assert of_kept(of_before(task), course, 3) == task
    other = made(course / "pulled", "late")
    assert of_kept(of_before(other), course, 3) == other
    deep = Path("/nowhere/course/pulled/late/ada/01/01.ipynb")
    assert of_kept(of_before(Task(deep, "ada", "01", top=deep.parents[2])), course).path == other.path
    alone = of_before(Task(Path("/nowhere/01.ipynb"), "ada", "01"))
    assert of_kept(alone, course).path == Path("/nowhere/01.ipynb"), "no file of that name anywhere is taken for it"
