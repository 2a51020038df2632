"""One `nbgrader autograde` at a time in a course, and nothing of it is left when it is killed."""

import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from unittest.mock import Mock

import nbformat
import pytest
from nbformat.v4 import new_notebook
from nbgrader.converters import NbGraderException
from test_any_course import CONFIG, PYTHON, graded, solution
from test_nbgrader import nbgrader

from autograder.front.nbgrader.one_run import OneRun

HOOK = """
def hook(**about):
    if os.environ.get("GATE"):
        open(os.environ["GATE"]).read()  # until the other end is closed
c.Autograde.post_convert_hook = hook
"""


@pytest.fixture
def course(tmp_path: Path) -> Path:
    return small_course(tmp_path / "course", HOOK)


@cache
def _small_course() -> "tempfile.TemporaryDirectory[str]":
    folder = tempfile.TemporaryDirectory(prefix="small-")
    found = Path(folder.name) / "course"
    source = found / "source" / "ps1"
    source.mkdir(parents=True)
    cells = [solution("f", "def f():\n    return 1"), graded("test_f", "assert f() == 1")]
    nbformat.write(new_notebook(cells=cells, metadata={"kernelspec": PYTHON}), source / "p1.ipynb")
    (found / "nbgrader_config.py").write_text(CONFIG)
    done = nbgrader(found, "generate_assignment", "ps1")
    assert done.returncode == 0, done.stderr[-3000:]
    for student in ("ada", "zoe"):
        (found / "submitted" / student / "ps1").mkdir(parents=True)
        nbformat.write(nbformat.read(source / "p1.ipynb", 4), found / "submitted" / student / "ps1" / "p1.ipynb")
    return folder


def small_course(found: Path, more: str = "") -> Path:
    """A course with the assignment `ps1`, its `nbgrader_config.py` with the lines `more`, for which Ada and Zoe handed in; where
    it keeps the steps is nbgrader's own. It is made once, and copied.
    """
    shutil.copytree(Path(_small_course().name) / "course", found)
    (found / "nbgrader_config.py").write_text(CONFIG + more)
    return found


@pytest.fixture
def running(course: Path) -> Iterator[tuple[subprocess.Popen[bytes], int]]:
    """A run that has graded Ada, and goes on to Zoe when the file of this number is closed."""
    gate = course.parent / "gate"
    os.mkfifo(gate)
    run = [sys.executable, "-m", "nbgrader", "autograde", "ps1", f"--course-dir={course}"]
    environment = os.environ | {"PYTHONWARNINGS": "ignore", "GATE": str(gate)}
    process = subprocess.Popen(run, cwd=course, env=environment, stderr=subprocess.DEVNULL)
    held = os.open(gate, os.O_WRONLY)  # waits until it is there
    yield process, held
    process.kill()
    process.wait()


def test_a_second_run_is_refused_and_a_reader_isnt(course: Path, running: tuple[subprocess.Popen[bytes], int]) -> None:
    process, held = running
    done = nbgrader(course, "autograde", "ps1", "--force")
    assert done.returncode == 1
    assert f"another run is grading this course (process {process.pid})" in done.stderr
    assert (course / "autograded" / "ada" / "ps1" / "p1.ipynb").exists()
    assert nbgrader(course, "generate_feedback", "ps1").returncode == 0
    assert nbgrader(course, "generate_assignment", "ps1", "--force").returncode == 0
    (course.parent / "gate").unlink()
    (course.parent / "gate").write_text("")  # for the next one, which isn't to wait
    os.close(held)
    assert process.wait() == 0
    assert nbgrader(course, "autograde", "ps1", "--force").returncode == 0


def test_a_killed_run_holds_up_nobody(course: Path, running: tuple[subprocess.Popen[bytes], int]) -> None:
    """Its zygote was running, which was forked from it and has ended with it."""
    process, _ = running
    process.send_signal(signal.SIGKILL)
    process.wait()
    done = nbgrader(course, "autograde", "ps1", "--force")
    assert done.returncode == 0, done.stderr[-3000:]
    assert (course / "autograded" / "zoe" / "ps1" / "p1.ipynb").exists()


@pytest.mark.skipif(os.geteuid() != 0, reason="needs root, to be somebody else")
def test_a_lock_that_another_user_left_locks_too() -> None:
    with tempfile.TemporaryDirectory(prefix="for-all-") as name:
        folder, log = Path(name), Mock()
        folder.chmod(0o755)
        theirs = OneRun(folder, log)
        os.seteuid(65534)
        try:
            with pytest.raises(NbGraderException, match="another run"):
                OneRun(folder, log)
            theirs.end()
            ours = OneRun(folder, log)
            with pytest.raises(NbGraderException, match="another run"):
                OneRun(folder, log)
            ours.end()
        finally:
            os.seteuid(0)
        assert not log.warning.called


STOPS = """
import os, signal
def hook(**about):
    os.kill(os.getpid(), signal.SIGINT)
c.GenerateFeedback.post_convert_hook = hook
"""


def test_pages_too_are_stopped_in_a_sentence(tmp_path: Path) -> None:
    """Ctrl-C after Ada's page: hers stays, and the same command makes the others'."""
    course = small_course(tmp_path / "course")
    assert nbgrader(course, "autograde", "ps1").returncode == 0
    (course / "nbgrader_config.py").write_text(CONFIG + STOPS)
    done = nbgrader(course, "generate_feedback", "ps1")
    assert done.returncode == 130 and "Traceback" not in done.stderr, done.stderr
    assert "Stopped. 1 of 2 submissions are done; run the same command again for the others." in done.stderr
    (course / "nbgrader_config.py").write_text(CONFIG)
    assert "1 page written. 1 is unchanged" in nbgrader(course, "generate_feedback", "ps1").stderr
