"""Judges that go ahead of nbgrader, and what nbgrader does once: the gradebook and the notebooks come out as without them."""

import copy
import json
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import classroom
import gradebooks
import nbformat
import pytest
from nbformat.v4 import new_code_cell

from autograder import Course
from autograder.authoring.submissions import released, solved, with_code
from autograder.backends.ahead import Ahead
from autograder.backends.task import Task
from autograder.front.cli.main import main
from autograder.notebooks.cells import grade_id_of
from autograder.store.store import FILE, Store

WEATHER = Path(__file__).parent / "weather_course"
NAME = "01_arrays"
SEED = 11
ALONE = """
import contextlib, sys
import autograder.front.nbgrader as kit
from autograder.front.nbgrader import exporter, guard, record_outcomes
from nbconvert.exporters import NotebookExporter
from nbgrader.apps.nbgraderapp import main
from nbgrader.preprocessors import OverwriteCells, SaveAutoGrades

guard.done_once = contextlib.nullcontext
kit.AUTOGRADE[kit.AUTOGRADE.index(kit.SaveScores)] = SaveAutoGrades
kit.SANITIZE[kit.SANITIZE.index(kit.OverwriteKnown)] = OverwriteCells
record_outcomes.OfSubmission = lambda gradebook, *where: gradebook
exporter.PatientExporter._validate_preprocessor = NotebookExporter._validate_preprocessor
sys.argv[0] = "nbgrader"
main()
"""
"""nbgrader with its own way to open the gradebook, to validate and to save scores: `python -c`, with the command's arguments."""


def submissions(course: Course) -> dict[str, Any]:
    """Notebooks of many kinds, by their students: right, wrong, begun, damaged, changed where nothing should be."""
    assignment = course.assignment(NAME)
    right = solved(assignment)
    found = {"right": right, "untouched": released(course, course.assignment(NAME))}
    found["wrong"] = with_code(copy.deepcopy(right), "standardise", "def standardise(x):\n    return x - x.mean(0)")
    found["raises"] = with_code(copy.deepcopy(right), "moving_average", "1 / 0")
    found["dies"] = with_code(copy.deepcopy(right), "closest_pair", "import os\ndef closest_pair(points):\n    os._exit(0)")
    found["letter"] = with_code(copy.deepcopy(right), "q_axis", 'q_axis = "none of them"')
    for name, change in {
        "typed": lambda cells: [cell | {"source": f"{cell.source}\nx = 1"} if _is_check(cell) else cell for cell in cells],
        "deleted": lambda cells: [cell for cell in cells if not _is_check(cell)],
        "turned": lambda cells: cells[::-1],
        "first": lambda cells: [new_code_cell("!pip install numpy\nimport nothing_such"), *cells],
        "twice": lambda cells: [*cells, *copy.deepcopy(cells)],
    }.items():
        found[name] = copy.deepcopy(right)
        found[name].cells = change(found[name].cells)
    return found


def _is_check(cell: Any) -> bool:
    return str(grade_id_of(cell)).startswith("test_")


def handed_in(folder: Path) -> Course:
    """A course with such submissions, released and known to the gradebook."""
    root = classroom.known_weather(folder)
    course = Course.at(root)
    for student, notebook in submissions(course).items():
        classroom.hand_in(root, student, NAME, notebook)
    for kind in ("not-json", "empty"):
        classroom.FILES[kind](classroom.hand_in(root, kind, NAME, released(course, course.assignment(NAME))))
    renamed = classroom.hand_in(root, "renamed", NAME, solved(course.assignment(NAME)))
    renamed.rename(renamed.with_name("Copy of mine.ipynb"))
    (root / "submitted" / "wrong" / NAME / "timestamp.txt").write_text("2026-01-02 03:04:05 UTC\n")
    (root / "submitted" / "right" / NAME / "helper.py").write_text("x = 1\n")
    return course


def nbgrader(course: Course, *arguments: str, start: tuple[str, ...] = ("-m", "nbgrader")) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-W", "ignore", *start, *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=course.root)


def autograde(course: Course, *more: str, start: tuple[str, ...] = ("-m", "nbgrader")) -> subprocess.CompletedProcess[str]:
    return nbgrader(course, "autograde", NAME, f"--JudgeStep.seed={SEED}", *more, start=start)


@pytest.fixture(scope="module")
def ahead(tmp_path_factory: pytest.TempPathFactory) -> tuple[Course, subprocess.CompletedProcess[str]]:
    course = handed_in(tmp_path_factory.mktemp("ahead") / "course")
    return course, autograde(course)


def rows(course: Course) -> gradebooks.Rows:
    return gradebooks.rows(gradebooks.of_file(course.root))


def graded(course: Course) -> dict[str, Any]:
    """The graded notebooks by student: cells, and what the judge noted."""
    found = {}
    for path in sorted((course.root / "autograded").glob(f"*/{NAME}/{NAME}.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        for cell in notebook.cells:
            cell.pop("id", None)
        about = dict(notebook.metadata.get("autograder") or {})
        about.pop("digest", None)  # of the file, and each class has its own, with cells of other ids
        found[path.parents[1].name] = {"cells": notebook.cells, "about": about}
    return found


def test_what_comes_out_is_the_same(ahead: tuple[Course, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    """As with nbgrader's own steps, in which one judge after the other is asked, row by row and cell by cell."""
    course, done = ahead
    alone = handed_in(tmp_path / "course")
    done_alone = autograde(alone, "--JudgeStep.ahead=False", start=("-c", ALONE))
    assert done.returncode == done_alone.returncode == 0, done.stderr + done_alone.stderr
    found, wanted = graded(course), graded(alone)
    assert found.keys() == wanted.keys()
    assert len(found) == len(submissions(course)) + 3
    for student in found:
        assert found[student]["about"] == wanted[student]["about"], student
        assert found[student]["cells"] == wanted[student]["cells"], student
    assert rows(course) == rows(alone)
    assert sum(rows(course)["grade"].values()) > 40


def test_everything_was_judged_ahead(
    ahead: tuple[Course, subprocess.CompletedProcess[str]], capsys: pytest.CaptureFixture[str]
) -> None:
    """Else this would be a slower way to do what was done before. And all of it is in the store."""
    course, _ = ahead
    kept = list(Store(course.root / FILE).latest(assignment=NAME))
    assert {one.report.student for one in kept} == set(graded(course))
    asked = [one.report.student for one in kept if one.graded is None]
    assert asked == [], "these were judged by the step itself"
    assert main(["show", "wrong", "--course-dir", str(course.root)]) == 0
    assert "standardise: 0 of" in capsys.readouterr().out


@pytest.mark.slow
def test_a_run_that_was_cut_off_goes_on(ahead: tuple[Course, subprocess.CompletedProcess[str]], tmp_path: Path) -> None:
    """What was judged before is taken over, seed and all; --force judges anew."""
    course = Course.at(shutil.copytree(ahead[0].root, tmp_path / "course"))
    for student in "right", "wrong", "typed":
        for path in (course.root / "autograded" / student).rglob("*"):
            path.chmod(0o755)
        shutil.rmtree(course.root / "autograded" / student)
    before = {one.report.student: one.graded_at for one in Store(course.root / FILE).latest()}
    with sqlite3.connect(course.root / FILE) as db:
        db.execute("UPDATE result SET graded_at = 'before'")
    assert nbgrader(course, "autograde", NAME).returncode == 0
    kept = {one.report.student: one for one in Store(course.root / FILE).latest()}
    assert kept.keys() == before.keys()
    assert {one.graded_at for one in kept.values()} == {"before"}
    assert nbgrader(course, "autograde", NAME, "--student=[rw]*", "--force").returncode == 0
    kept = {one.report.student: one for one in Store(course.root / FILE).latest()}
    anew = {student for student, one in kept.items() if one.graded_at != "before"}
    assert anew == {"right", "wrong", "raises", "renamed"}
    assert all(kept[student].report.seed != SEED for student in anew)


@pytest.mark.slow
def test_a_damaged_store_costs_time_and_nothing_else(tmp_path: Path) -> None:
    course = handed_in(tmp_path / "course")
    for student in ("dies", "raises", "twice", "turned", "first", "typed", "deleted", "letter", "untouched", "renamed"):
        shutil.rmtree(course.root / "submitted" / student)
    (course.root / FILE).write_text("no database" * 1000)
    done = autograde(course)
    assert done.returncode == 0, done.stderr
    assert "No judge goes ahead" in done.stderr and "is damaged" in done.stderr
    assert {"right", "wrong"} <= graded(course).keys()


def test_a_process_that_ends_has_done_no_more(tmp_path: Path) -> None:
    course = Course.at(shutil.copytree(WEATHER, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", FILE)))
    path = classroom.hand_in(course.root, "ada", NAME, solved(course.assignment(NAME)))
    task = Task(path, "ada", NAME, top=course.root / "submitted", has_folder=True)
    store = Store(course.root / FILE)
    how = {"jobs": 1, "device": "cpu", "seed": SEED, "keeps_cells": True}
    process = Ahead(course, [task], store.path, how, lambda: None)
    assert process.has_done(0)
    assert not process.has_done(1)
    (kept,) = store.latest()
    assert (kept.report.score, kept.report.seed) == (8, SEED)
    assert kept.graded is not None and json.dumps(kept.graded)
    process.close()
    other = Ahead(course, [Task(path, "ada", "no_such_assignment", top=course.root)], store.path, how, lambda: None)
    assert not other.has_done(0)
    other.close()
