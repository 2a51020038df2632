"""nbgrader's table of grades: nbgrader's own for harmless names, and for others nothing but text and numbers."""

import csv
import logging
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import awkward
import pytest
from nbgrader.api import Gradebook
from nbgrader.apps import ExportApp
from nbgrader.coursedir import CourseDirectory
from nbgrader.plugins.export import CsvExportPlugin

from autograder.front.nbgrader import export_exercises
from autograder.front.nbgrader.export import COLUMNS, CsvExport
from autograder.front.nbgrader.export_exercises import ExerciseExport
from autograder.text.places import for_csv

pytestmark = pytest.mark.filterwarnings("ignore::sqlalchemy.exc.SAWarning")  # of nbgrader's own add_submission


@pytest.fixture
def gradebook(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Gradebook]:
    # nbgrader calls alembic by its name, which stands beside this Python.
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
    with Gradebook(f"sqlite:///{tmp_path / 'gradebook.db'}") as found:
        found.add_assignment("02_tables", duedate="2026-05-01")
        found.add_assignment("03_more")
        found.add_student("ada", first_name="Ada", last_name="Lovelace")
        found.add_submission("02_tables", "ada")
        yield found


def _rows(gradebook: Gradebook, path: Path, **how: list[str]) -> list[dict[str, str]]:
    CsvExport(to=str(path), **how).export(gradebook)
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_for_harmless_names_it_is_nbgraders(gradebook: Gradebook, tmp_path: Path) -> None:
    for kind, name in ((CsvExport, "ours.csv"), (CsvExportPlugin, "theirs.csv")):
        kind(to=str(tmp_path / name)).export(gradebook)
    assert (tmp_path / "ours.csv").read_text() == (tmp_path / "theirs.csv").read_text()


def test_a_name_is_no_formula_and_no_column_more(gradebook: Gradebook, tmp_path: Path) -> None:
    names = ["=1+cmd|x", "@SUM(A1)", "+1", "a,b", "eve,,,,100.0,0.0,100.0,9", 'quo"te', "\u200b=1", "123"]
    for name in names:
        gradebook.add_student(name)
    rows = _rows(gradebook, tmp_path / "grades.csv", assignment=["02_tables"])
    assert all(set(row) == set(COLUMNS) for row in rows)
    found = {row["student_id"]: row["score"] for row in rows}
    assert set(found) == {"ada", "'=1+cmd|x", "'@SUM(A1)", "+1", "a,b", "eve,,,,100.0,0.0,100.0,9", 'quo"te', "'\\u200b=1", "123"}
    assert set(found.values()) == {"0.0"}


def test_what_nobody_has_decided_is_an_empty_field_and_says_why(gradebook: Gradebook, tmp_path: Path) -> None:
    """What the judge couldn't grade, and what waits for a reader: to nbgrader both are 0."""
    gradebook.add_notebook("first", "03_more")
    gradebook.add_grade_cell("test_f", "first", "03_more", max_score=3, cell_type="code")
    for add in (gradebook.add_grade_cell, gradebook.add_solution_cell):
        add("essay", "first", "03_more", **({"max_score": 2, "cell_type": "markdown"} if add == gradebook.add_grade_cell else {}))
    gradebook.add_submission("03_more", "ada")
    grade = gradebook.find_grade("test_f", "first", "03_more", "ada")
    essay = gradebook.find_grade("essay", "first", "03_more", "ada")
    for scores, told, missing in (
        ((None, None, None), "", "3 points not graded; 2 points wait for a reader"),
        ((1.0, None, None), "", "2 points wait for a reader"),
        ((None, None, 2.0), "", "3 points not graded"),
        ((1.0, None, 0.0), "1.0", None),
        ((None, 2.0, 0.5), "2.5", None),
    ):
        grade.auto_score, grade.manual_score, essay.manual_score = scores
        gradebook.db.commit()
        (row,) = _rows(gradebook, tmp_path / "grades.csv", assignment=["03_more"])
        assert (row["raw_score"], row["score"], row["max_score"]) == (told, told, "5.0")
        assert row.get("missing") == missing, "a column of its own, where anybody needs it"


def test_students_and_assignments_that_are_asked_for(gradebook: Gradebook, tmp_path: Path) -> None:
    gradebook.add_student("bob")
    rows = _rows(gradebook, tmp_path / "grades.csv", student=["bob"], assignment=["03_more"])
    assert [(row["student_id"], row["assignment"]) for row in rows] == [("bob", "03_more")]


def test_a_table_that_cant_be_written_is_a_sentence(
    gradebook: Gradebook, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """And the one that was there stays whole."""
    export = CsvExport(to=str(tmp_path / "nowhere" / "grades.csv"))
    export.log = logging.getLogger(__name__)
    with pytest.raises(SystemExit, match="1"):
        export.export(gradebook)
    assert "couldn't be written (No such file or directory): name another file" in caplog.text


def test_a_gradebook_that_cant_be_used_is_a_sentence(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    (tmp_path / "gradebook.db").write_text("no database")
    app = ExportApp()
    app.coursedir = CourseDirectory(db_url=f"sqlite:///{tmp_path / 'gradebook.db'}")
    app.log = logging.getLogger(__name__)
    with pytest.raises(SystemExit, match="1"):
        CsvExport(parent=app)
    assert "Nothing was exported. The gradebook" in caplog.text


@pytest.fixture
def exercises(gradebook: Gradebook) -> Gradebook:
    """03_more with two cells of an exercise, a written answer and a task; ada has handed in."""
    gradebook.add_notebook("first", "03_more")
    for name, points in (("test_f", 2), ("test_f-more", 1), ("test_=g", 4)):
        gradebook.add_grade_cell(name, "first", "03_more", max_score=points, cell_type="code")
    gradebook.add_grade_cell("essay", "first", "03_more", max_score=5, cell_type="markdown")
    gradebook.add_solution_cell("essay", "first", "03_more")
    gradebook.add_task_cell("task", "first", "03_more", max_score=3, cell_type="markdown")
    gradebook.add_submission("03_more", "ada")
    for name, score in (("test_f", 2.0), ("test_f-more", 0.5), ("test_=g", 0.0)):
        grade = gradebook.find_grade(name, "first", "03_more", "ada")
        grade.auto_score, grade.needs_manual_grade = score, False
    gradebook.db.commit()
    return gradebook


def _by_exercise(gradebook: Gradebook, path: Path, **how: list[str]) -> list[dict[str, str]]:
    ExerciseExport(to=str(path), **how).export(gradebook)
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_a_column_for_each_exercise(exercises: Gradebook, tmp_path: Path) -> None:
    """nbgrader's columns first, as they were; a cell of a person's is empty until it is graded, and what a person gave counts."""
    (row,) = _by_exercise(exercises, tmp_path / "grades.csv", assignment=["03_more"])
    assert list(row) == [*COLUMNS, "missing", "f", "'=g", "essay", "task"]
    assert (row["f"], row["'=g"], row["essay"], row["task"]) == ("2.5", "0.0", "", "")
    (theirs,) = _rows(exercises, tmp_path / "theirs.csv", assignment=["03_more"])
    assert {name: row[name] for name in (*COLUMNS, "missing")} == theirs
    essay = exercises.find_grade("essay", "first", "03_more", "ada")
    essay.manual_score, essay.extra_credit = 3.0, 0.5
    exercises.find_grade("test_f", "first", "03_more", "ada").manual_score = 1.0
    exercises.db.commit()
    (row,) = _by_exercise(exercises, tmp_path / "grades.csv", assignment=["03_more"])
    assert (row["f"], row["essay"]) == ("1.5", "3.5")


def test_an_exercise_of_which_a_cell_wasnt_graded_has_no_points(exercises: Gradebook, tmp_path: Path) -> None:
    grade = exercises.find_grade("test_f-more", "first", "03_more", "ada")
    grade.auto_score, grade.needs_manual_grade = None, True
    exercises.db.commit()
    (row,) = _by_exercise(exercises, tmp_path / "grades.csv", assignment=["03_more"])
    assert (row["f"], row["'=g"], row["score"]) == ("", "0.0", "")
    assert row["missing"] == "1 point not graded; 8 points wait for a reader"


def test_who_handed_in_nothing_has_empty_exercises(exercises: Gradebook, tmp_path: Path) -> None:
    for name in awkward.NAMES[1:]:
        if name and name == name.encode("utf-8", "replace").decode():
            exercises.add_student(name)
    rows = _by_exercise(exercises, tmp_path / "grades.csv")
    assert {row["f"] for row in rows if row["student_id"] != "ada"} == {""}
    assert {row["f"] for row in rows if row["assignment"] == "02_tables"} == {""}, "it has no such exercise"
    assert all(for_csv(row["student_id"]) == row["student_id"] for row in rows)
    assert len(rows) == 2 * len(exercises.students)


def test_an_exercise_of_two_notebooks_is_two(exercises: Gradebook, tmp_path: Path) -> None:
    exercises.add_notebook("second", "03_more")
    for name in ("test_f", "test_score"):
        exercises.add_grade_cell(name, "second", "03_more", max_score=7, cell_type="code")
    (row,) = _by_exercise(exercises, tmp_path / "grades.csv", assignment=["03_more"])
    assert set(row) - {*COLUMNS, "missing"} == {"first: f", "second: f", "second: score", "'=g", "essay", "task"}
    assert (row["first: f"], row["score"]) == ("2.5", ""), "nbgrader's own stays its own"


def test_the_columns_of_an_assignment_are_asked_for_once(
    exercises: Gradebook, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def counted(assignment: Any) -> Any:
        asked.append(assignment.name)
        return columns(assignment)

    columns = export_exercises._columns
    monkeypatch.setattr(export_exercises, "_columns", counted)
    for name in ("bob", "eve"):
        exercises.add_student(name)
    assert len(_by_exercise(exercises, tmp_path / "grades.csv")) == 6
    assert sorted(asked) == ["02_tables", "03_more"]


def test_the_exporter_is_chosen_as_nbgrader_does() -> None:
    app = ExportApp()
    app.load_config_file = lambda **_: None
    app.parse_command_line(["--exporter=autograder.front.nbgrader.export_exercises.ExerciseExport"])
    assert app.plugin_class is ExerciseExport


def test_an_empty_gradebook_replaces_no_table(gradebook: Gradebook, tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    """As after it was lost and made anew."""
    to = tmp_path / "grades.csv"
    with Gradebook(f"sqlite:///{tmp_path / 'empty.db'}") as empty:
        export = CsvExport(to=str(to))
        export.log = logging.getLogger(__name__)
        export.export(empty)
        assert to.read_text().count("\n") == 1 and "a head and no rows" in caplog.text
        to.write_text("last week's")
        with pytest.raises(SystemExit, match="1"):
            export.export(empty)
    assert to.read_text() == "last week's" and "stays as it is" in caplog.text
