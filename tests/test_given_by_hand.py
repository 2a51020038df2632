"""What people gave by hand, and who came late, again or not any more, after a regrade by changed checks: as with stock nbgrader."""

import shutil
from pathlib import Path
from typing import Any

import classroom
import gradebooks
import nbformat
import pytest
from nbformat.v4 import new_notebook
from nbgrader.api import Gradebook
from test_ahead import NAME, SEED, WEATHER
from test_any_course import CONFIG, PYTHON, graded, manual, solution
from test_nbgrader import nbgrader

from autograder import Course
from autograder.authoring.submissions import solved
from autograder.store.store import FILE

STUDENTS = ("ada", "bob", "late", "zoe")
LATE = "c.LateSubmissionPlugin.penalty_method = 'zero'\n"


def notebook(code: str, check: str) -> Any:
    cells = [solution("f", code), graded("test_f", check, 2), graded("test_more", "assert f() > 0"), manual("essay", "Why?", 4)]
    return new_notebook(cells=cells, metadata={"kernelspec": PYTHON})


def hand_in(course: Path, student: str, code: str, time: str) -> None:
    folder = course / "submitted" / student / "ps1"
    folder.mkdir(parents=True, exist_ok=True)
    found = nbformat.read(course / "release" / "ps1" / "p1.ipynb", 4)
    found.cells[0].source, found.cells[3].source = code, f"Since {student} says so."
    nbformat.write(found, folder / "p1.ipynb")
    (folder / "timestamp.txt").write_text(time)


def ran(course: Path, *arguments: str) -> None:
    done = nbgrader(course, *arguments)
    assert done.returncode == 0, done.stderr[-3000:]


def by_hand(url: str, assignment: str, notebook: str, cell: str, student: str, score: float) -> None:
    """What formgrader writes when somebody grades a cell."""
    with Gradebook(url) as gb:
        grade = gb.find_grade(cell, notebook, assignment, student)
        grade.manual_score, grade.extra_credit, grade.needs_manual_grade = score, 0.25, False
        gb.db.commit()


def term(course: Path, config: str) -> tuple[gradebooks.Rows, gradebooks.Rows]:
    """The gradebook after a first run with grades by hand, and after the regrade by a changed check."""
    (source := course / "source" / "ps1").mkdir(parents=True)
    (course / "nbgrader_config.py").write_text(config + LATE)
    nbformat.write(notebook("def f():\n    return 1", "assert f() == 1"), source / "p1.ipynb")
    ran(course, "generate_assignment", "ps1")
    url = gradebooks.of_file(course)
    with Gradebook(url) as gb:
        gb.update_or_create_assignment("ps1", duedate="2026-02-01 00:00:00")
    for student in STUDENTS:
        hand_in(course, student, "def f():\n    return 1", f"2026-0{2 if student == 'late' else 1}-15 12:00:00 UTC")
    ran(course, "autograde", "ps1")
    for student in STUDENTS[:3]:
        by_hand(url, "ps1", "p1", "essay", student, 3)
    by_hand(url, "ps1", "p1", "test_f", "ada", 0.5)
    with Gradebook(url) as gb:
        gb.find_comment("essay", "p1", "ps1", "ada").manual_comment = "Well said."
        gb.find_comment("f", "p1", "ps1", "bob").manual_comment = "See me."
        gb.db.commit()
    before = gradebooks.rows(url)
    nbformat.write(notebook("def f():\n    return 2", "assert f() == 2"), source / "p1.ipynb")
    ran(course, "generate_assignment", "ps1", "--force")
    shutil.rmtree(course / "submitted" / "bob")
    hand_in(course, "zoe", "def f():\n    return 2", "2026-01-20 12:00:00 UTC")
    ran(course, "autograde", "ps1", "--force")
    return before, gradebooks.rows(url)


@pytest.mark.slow
def test_all_of_it_is_as_with_stock_nbgrader(tmp_path: Path) -> None:
    """Row by row: late work and its penalty, a resubmission, a student who left, scores, extra credit and comments by hand."""
    ours, stock = term(tmp_path / "ours", CONFIG), term(tmp_path / "stock", CONFIG.replace("grade_with_the_judge(c)\n", ""))
    assert ours == stock
    assert ours[0] != ours[1]
    with Gradebook(gradebooks.of_file(tmp_path / "ours")) as gb:
        grades = {student: gb.find_grade("test_f", "p1", "ps1", student) for student in STUDENTS}
        assert {student: grade.auto_score for student, grade in grades.items()} == {"ada": 0, "bob": 2, "late": 0, "zoe": 2}
        assert (grades["ada"].manual_score, grades["ada"].extra_credit, grades["ada"].needs_manual_grade) == (0.5, 0.25, True)
        assert gb.find_comment("essay", "p1", "ps1", "ada").manual_comment == "Well said."
        assert gb.find_submission("ps1", "late").late_submission_penalty > 0


@pytest.mark.slow
def test_an_answer_that_was_emptied_is_zero_as_one_that_was_never_begun(tmp_path: Path) -> None:
    root = shutil.copytree(
        WEATHER, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", FILE, "gradebook.db", "release")
    )
    course, url = Course.at(root), gradebooks.of_file(root)
    (name,) = course.assignment("02_tables").by_hand()
    ran(root, "generate_assignment", "02_tables")
    for student, text in (("ada", " \n"), ("bob", "Since it rains."), ("zoe", None)):
        found = nbformat.read(root / "release" / "02_tables" / "02_tables.ipynb", 4)
        (cell,) = (cell for cell in found.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == name)
        cell.source = cell.source if text is None else text
        classroom.hand_in(root, student, "02_tables", found)
    ran(root, "autograde", "02_tables", f"--JudgeStep.seed={SEED}")
    with Gradebook(url) as gb:
        for student, expected in (("ada", (0, False)), ("bob", (None, True)), ("zoe", (0, False))):
            grade = gb.find_grade(name, "02_tables", "02_tables", student)
            assert (grade.auto_score, grade.needs_manual_grade) == expected, student
            comment = gb.find_comment(name, "02_tables", "02_tables", student).auto_comment
            assert comment == (None if student == "bob" else "No response."), student


@pytest.mark.slow
def test_it_stays_where_hidden_checks_decide_too(tmp_path: Path) -> None:
    """Whose scores and hints this kit's own steps write."""
    root = shutil.copytree(
        WEATHER, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", FILE, "gradebook.db", "release")
    )
    course, url = Course.at(root), gradebooks.of_file(root)
    ran(root, "generate_assignment", NAME)
    for student in ("ada", "zoe"):
        classroom.hand_in(root, student, NAME, solved(course.assignment(NAME)))
    ran(root, "autograde", NAME, f"--JudgeStep.seed={SEED}")
    by_hand(url, NAME, NAME, "test_standardise", "ada", 0.5)
    with Gradebook(url) as gb:
        gb.find_comment("standardise", NAME, NAME, "ada").manual_comment = "Well done."
        gb.db.commit()
    with (root / "checks" / "standardise.py").open("a") as file:
        file.write("\n\ndef test_more(standardise):\n    assert False, 'Nobody passes any more.'\n")
    ran(root, "autograde", NAME, "--force", f"--JudgeStep.seed={SEED}")
    with Gradebook(url) as gb:
        ada, zoe = (gb.find_grade("test_standardise", NAME, NAME, student) for student in ("ada", "zoe"))
        assert (ada.auto_score, ada.manual_score, ada.extra_credit, ada.needs_manual_grade) == (0, 0.5, 0.25, True)
        assert (zoe.auto_score, zoe.manual_score, zoe.needs_manual_grade) == (0, None, False)
        told = gb.find_comment("standardise", NAME, NAME, "ada")
        assert told.manual_comment == "Well done." and "Nobody passes any more." in told.auto_comment
