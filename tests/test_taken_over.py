"""What judges that went ahead found is a student's from the moment on at which nbgrader takes it over, and not before."""

import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import classroom
import pytest

from autograder import Course
from autograder.authoring.submissions import solved
from autograder.front.cli.main import main
from autograder.store.store import FILE, Kept, Store

NAME = "01_arrays"
STOPPED = """
import os, signal, sys
from autograder.front.nbgrader.judged_ahead import JudgedAhead
from autograder.front.nbgrader.short_log import Told
from nbgrader.apps.nbgraderapp import main

outcome, ended = JudgedAhead.outcome, Told.ended
def all_judged(self, *arguments):
    assert all(self._ahead.has_done(number) for number in range(len(self._tasks)))
    return outcome(self, *arguments)
def first_ended(self, student):
    ended(self, student)
    os.kill(os.getpid(), int(os.environ["SIGNAL"]))
JudgedAhead.outcome, Told.ended = all_judged, first_ended
sys.argv[0] = "nbgrader"
main()
"""
"""nbgrader, stopped when the first student is done and everybody's notebook is judged."""


@pytest.fixture
def course(tmp_path: Path) -> Course:
    found = Course.at(classroom.known_weather(tmp_path / "course"))
    for student in "ada", "ben", "cem":
        classroom.hand_in(found.root, student, NAME, solved(found.assignment(NAME)))
    return found


def autograde(course: Course, *more: str, stop: int = 0) -> subprocess.CompletedProcess[str]:
    start = ["-c", STOPPED] if stop else ["-m", "nbgrader"]
    command = [sys.executable, "-W", "ignore", *start, "autograde", NAME, *more]
    around = {**os.environ, "SIGNAL": str(stop)}
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=course.root, env=around)


def latest(course: Course) -> dict[str, Kept]:
    return {one.report.student: one for one in Store(course.root / FILE).latest()}


def break_a_check(course: Course) -> Path:
    path = course.root / "checks" / "standardise.py"
    start, found, rest = path.read_text().partition("(standardise, rng):\n")
    path.write_text(f"{start}{found}    raise KeyError('seed')\n{rest}")
    return path


def test_a_stopped_run_leaves_the_results_of_those_it_did_not_reach(course: Course) -> None:
    path = course.root / "checks" / "standardise.py"
    right = path.read_bytes()
    assert autograde(course).returncode == 0
    before = latest(course)
    assert {one.report.score for one in before.values()} == {8.0}
    break_a_check(course)
    stopped = autograde(course, "--force", stop=signal.SIGINT)
    assert stopped.returncode != 0, stopped.stderr
    after = latest(course)
    assert after["ada"].report.status == "error"
    assert [after[name].number for name in ("ben", "cem")] == [before[name].number for name in ("ben", "cem")]
    path.write_bytes(right)
    mended = autograde(course)
    assert mended.returncode == 0, mended.stderr
    assert {one.report.score for one in latest(course).values()} == {8.0}
    assert "2 are unchanged since an earlier run" in mended.stderr


def test_the_next_run_takes_over_what_was_judged_ahead(course: Course) -> None:
    autograde(course, stop=signal.SIGKILL)
    assert latest(course).keys() == {"ada"}
    with sqlite3.connect(course.root / FILE) as db:
        assert db.execute("SELECT count(*) FROM result").fetchone() == (3,)
        db.execute("UPDATE result SET graded_at = 'before'")
    done = autograde(course)
    assert done.returncode == 0, done.stderr
    assert {student: one.graded_at for student, one in latest(course).items()} == dict.fromkeys(("ada", "ben", "cem"), "before")


def test_the_file_that_was_read_is_named_though_the_step_judged_it_itself(
    course: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    handed_in = course.root / "submitted" / "ada" / NAME / f"{NAME}.ipynb"
    copy = handed_in.rename(handed_in.with_name(f"Copy of {NAME}.ipynb"))
    break_a_check(course)  # what ended in error is judged again
    assert autograde(course, "--student=ada", "--force").returncode == 0
    assert latest(course)["ada"].report.notebook == copy.name
    assert main(["show", "ada", "--course-dir", str(course.root)]) == 0
    assert "isn't there any more" not in capsys.readouterr().out
