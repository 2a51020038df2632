"""Two commands at work on one course at the same time: nothing is lost, and nothing is there twice."""

import shutil
import sqlite3
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import classroom
import gradebooks
from nbgrader.api import Gradebook
from test_ahead import NAME, WEATHER, autograde, nbgrader

from autograder import Course
from autograder.authoring.submissions import solved
from autograder.store.database import damage
from autograder.store.store import FILE, Store

STUDENTS = ("ada", "bob", "cy", "dora")


def test_nbgraders_run_and_this_kits_beside_each_other(tmp_path: Path) -> None:
    """Both write to the store, and only nbgrader's to the gradebook. A second one of each kind is refused (`test_one_run`,
    `test_store`).
    """
    course = Course.at(classroom_of(tmp_path / "course"))
    grade = [sys.executable, "-W", "ignore", "-m", "autograder", "grade", "submitted", "--force", "--jobs=1"]
    beside = subprocess.Popen(grade, cwd=course.root, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    done = autograde(course)
    said, _ = beside.communicate()
    assert (done.returncode, beside.returncode) == (0, 0), done.stderr + said
    assert "4 notebooks, 8.0 of 8 on average" in said
    store = Store(course.root / FILE)
    assert damage(store.path) == ""
    assert [(kept.report.student, kept.report.score) for kept in store.latest()] == [(student, 8) for student in STUDENTS]
    with closing(sqlite3.connect(course.root / "gradebook.db")) as gradebook:
        assert gradebook.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    found = gradebooks.rows(gradebooks.of_file(course.root))
    assert set(Counter(found["grade"]).values()) == {1} and sum(found["grade"].values()) == 4 * sum(found["grade_cells"].values())
    with Gradebook(gradebooks.of_file(course.root)) as gb:
        assert [gb.find_submission(NAME, student).score for student in STUDENTS] == [8] * 4


def classroom_of(root: Path) -> Path:
    """The course of the tests, released, with right solutions of four students."""
    shutil.copytree(WEATHER, root, ignore=shutil.ignore_patterns("__pycache__", FILE, "gradebook.db", "release"))
    course = Course.at(root)
    assert nbgrader(course, "generate_assignment", NAME).returncode == 0
    for student in STUDENTS:
        classroom.hand_in(root, student, NAME, solved(course.assignment(NAME)))
    return root
