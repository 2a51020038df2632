"""The real nbgrader, with the judge in its list: autograde, feedback and export, from another folder."""

import csv
import os
import re
import subprocess
import sys
from html import unescape
from pathlib import Path

import classroom
import nbformat
import pytest
from classroom import CHECKS
from nbgrader.api import Gradebook

from autograder.store.store import FILE, Store

NAME = "02_distances"


def nbgrader(course: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    run = [sys.executable, "-m", "nbgrader", *arguments, f"--course-dir={course}", f"--config={course / 'nbgrader_config.py'}"]
    environment = os.environ | {"PYTHONWARNINGS": "ignore"}
    return subprocess.run(run, capture_output=True, text=True, check=False, env=environment, cwd=course.parent)


def text_of(page: Path) -> str:
    """What a page says, without its signs, in one line."""
    body = page.read_text().partition("<main>")[2]
    inline = re.sub('<span class="sign"[^<]*</span>|</?(?:code|strong)>', "", body)
    return " ".join(unescape(re.sub("<[^>]*>", " ", inline)).split())


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course folder in which a class of seven was graded."""
    found = classroom.course_elsewhere(tmp_path_factory.mktemp("elsewhere") / "course")
    wrong = "def l1_distance(a, b):\n    return (a - b).mean((-1, -2))\n"
    students = {
        "solution": classroom.solved(NAME),
        "untouched": classroom.released(NAME),
        "wrong": classroom.with_code(classroom.solved(NAME), "l1_distance", wrong),
        "hostile": classroom.with_first_cell(classroom.released(NAME), classroom.attacks()["equal_to_everything"]),
    }
    for change in ("cells-duplicated", "checks-deleted", "checks-renamed", "dies"):
        students[change] = classroom.solved(NAME)
        classroom.CHANGES[change](students[change])
    for student, notebook in students.items():
        classroom.hand_in(found, student, NAME, notebook)
    classroom.FILES["not-json"](classroom.hand_in(found, "not-json", NAME, classroom.solved(NAME)))
    classroom.hand_in(found, "other-assignment", NAME, classroom.solved("06_training_loop"))
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        done = nbgrader(found, command, NAME)
        assert done.returncode == 0, done.stderr[-3000:]
    return found


def test_scores_in_the_gradebook(course: Path) -> None:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        scores = {s.student.id: (s.score, s.max_score) for s in gb.assignment_submissions(NAME)}
        waiting = [s.student.id for s in gb.assignment_submissions(NAME) if s.needs_manual_grade]
    assert scores == {
        "solution": (12, 12),
        "untouched": (0, 12),
        "wrong": (10, 12),
        "hostile": (0, 12),
        "cells-duplicated": (12, 12),
        "checks-deleted": (12, 12),
        "checks-renamed": (12, 12),
        "dies": (11, 12),
        "not-json": (0, 12),
        "other-assignment": (0, 12),
    }
    assert waiting == []


def test_feedback_says_which_mistake_and_shows_nothing_hidden(course: Path) -> None:
    page = (course / "feedback" / "wrong" / NAME / f"{NAME}.html").read_text()
    assert "those of opposite sign cancel" in page
    hidden = (CHECKS / "l1_distance.py").read_text()
    for line in hidden.splitlines():
        if len(line.strip()) > 30 and '"' not in line:
            assert line.strip() not in page
    graded = nbformat.read(course / "autograded" / "wrong" / NAME / f"{NAME}.ipynb", as_version=4)
    names = re.findall(r"^def (test_\w+)", hidden, re.M)
    others = [student.name for student in (course / "feedback").iterdir() if "-" in student.name]
    places = [str(course), str(course.parent), "gradebook.db", str(graded.metadata["autograder"]["seed"])]
    assert len(names) > 3 and len(others) > 3
    assert [word for word in [*names, *others, *places] if word in page] == []
    assert "opposite sign" not in (course / "feedback" / "solution" / NAME / f"{NAME}.html").read_text()
    assert "isn't a notebook that can be read" in (course / "feedback" / "not-json" / NAME / f"{NAME}.html").read_text().replace(
        "&#39;", "'"
    )


def test_comments_carry_the_hint(course: Path) -> None:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        comment = gb.find_comment("l1_distance", NAME, NAME, "wrong").comment
        assert "opposite sign cancel" in comment
        assert "written" in gb.find_comment("l1_distance", NAME, NAME, "untouched").comment


def test_comment_page_and_notebook_begin_with_the_same_sentence(course: Path) -> None:
    first = "This is what comes out without abs() of the differences: those of opposite sign cancel."
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        lines = gb.find_comment("l1_distance", NAME, NAME, "wrong").comment.split("\n")
        stub = gb.find_comment("l1_distance", NAME, NAME, "untouched").comment
    assert lines[:2] == [first, "What is asked: Two pictures are as far apart as their pixels are on average."]
    assert stub == "`l1_distance` isn't written yet."
    shown = text_of(course / "feedback" / "wrong" / NAME / f"{NAME}.html")
    assert f"Do this next: l1_distance {first} What was found" in shown
    assert f"l1_distance not yet 0 of 2 points {first} What is asked: Two pictures" in shown
    assert "Also not right yet" in shown
    graded = nbformat.read(course / "autograded" / "wrong" / NAME / f"{NAME}.ipynb", as_version=4)
    (cell,) = [cell for cell in graded.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "test_l1_distance"]
    assert first in cell.outputs[0].traceback[0].split("\n")[1]


def test_they_were_judged_ahead_though_the_source_is_a_link(course: Path) -> None:
    """By a process that goes ahead of nbgrader's, on all cores; one whose cells nbgrader's own steps change is judged by the step."""
    kept = list(Store(course / FILE).latest(assignment=NAME))
    assert len(kept) == 10
    assert {one.report.student for one in kept if one.graded is None} <= {"not-json", "other-assignment"}


def test_seed_is_recorded_with_the_result(course: Path) -> None:
    graded = nbformat.read(course / "autograded" / "solution" / NAME / f"{NAME}.ipynb", as_version=4)
    assert isinstance(graded.metadata["autograder"]["seed"], int)
    assert graded.metadata["autograder"]["sandbox"] is True


def test_export(course: Path) -> None:
    # This command knows no --course-dir; the gradebook says all.
    run = [sys.executable, "-m", "nbgrader", "export", f"--to={course / 'grades.csv'}"]
    database = f"--db=sqlite:///{course / 'gradebook.db'}"
    done = subprocess.run([*run, database], capture_output=True, text=True, check=False, cwd=course.parent)
    assert done.returncode == 0, done.stderr[-2000:]
    rows = {row["student_id"]: float(row["score"]) for row in csv.DictReader((course / "grades.csv").read_text().splitlines())}
    assert rows["solution"] == 12
    assert rows["wrong"] == 10


def test_what_is_noted_of_the_whole_notebook_stands_on_its_page(course: Path) -> None:
    shown = text_of(course / "feedback" / "checks-deleted" / NAME / f"{NAME}.html")
    graded = nbformat.read(course / "autograded" / "checks-deleted" / NAME / f"{NAME}.ipynb", as_version=4)
    notes = graded.metadata["autograder"]["notes"]
    assert notes
    assert "About your notebook" in shown
    assert [note for note in notes if note.replace("`", "") not in shown] == []
    assert "About your notebook" not in text_of(course / "feedback" / "solution" / NAME / f"{NAME}.html")
