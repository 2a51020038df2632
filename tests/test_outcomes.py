"""Errors are ours: a broken check or a lost machine costs no point, is shown as not graded, and is told in full."""

import base64
import json
import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import classroom
import nbformat
import pytest
from classroom import CHECKS
from nbgrader.api import Gradebook
from test_cli import autograder
from test_nbgrader import nbgrader

from autograder import Course
from autograder.authoring.submissions import solved
from autograder.judge.judge import Judge

NAME = "02_distances"
WEATHER = Course.at(classroom.TESTS / "weather_course")  # whose zygote is started in a second
BROKEN_CHECKS = {
    "raises": "def test_it(mean_digit):\n    '''It is checked.'''\n    return 1 / 0\n",
    "unknown fixture": "def test_it(mean_digit, no_such_thing):\n    '''It is checked.'''\n",
    "doesn't parse": "def test_it(:\n",
    "fails to import": "import no_such_module\n\ndef test_it(mean_digit):\n    '''It is checked.'''\n",
    "exits": "def test_it(mean_digit):\n    '''It is checked.'''\n    raise SystemExit\n",
    "skips": "import pytest\n\ndef test_it(mean_digit):\n    '''It is checked.'''\n    pytest.skip()\n",
    "looks without checking": "def test_it(mean_digit):\n    '''It is checked.'''\n    mean_digit(3).shape.nothing()\n",
}


@contextmanager
def _with_check(judge: Judge, folder: Path, check: str) -> Iterator[Judge]:
    """A judge of this course with another check of `mean_digit`. Its zygote is the same; starting another takes seconds."""
    for path in CHECKS.iterdir():
        (folder / path.name).symlink_to(path)
    (folder / "mean_digit.py").unlink()
    (folder / "mean_digit.py").write_text(check)
    with Judge(classroom.COURSE.with_checks(folder), device="cpu", zygote=judge.zygote()) as found:
        yield found


@pytest.mark.parametrize("kind", BROKEN_CHECKS)
def test_a_broken_check_is_an_error_and_only_of_its_exercise(judge: Judge, tmp_path: Path, kind: str) -> None:
    with _with_check(judge, tmp_path, BROKEN_CHECKS[kind]) as with_broken:
        notebook = classroom.solved(NAME)
        if kind == "looks without checking":
            notebook = classroom.with_code(notebook, "mean_digit", "def mean_digit(images):\n    return torch.ones(2)\n")
        report = with_broken.grade(notebook, NAME, "x")
    outcomes = {cell.exercise: cell.status for cell in report.cells}
    assert outcomes.pop("mean_digit") == "error"
    assert set(outcomes.values()) == {"pass"}
    (row,) = [row for row in report.as_json()["exercises"] if row["name"] == "mean_digit"]
    assert row["status"] == "error"
    assert any(check.get("details") for check in row["checks"])
    assert "Not graded" in row["checks"][0]["message"]


ODD = {
    "raises about it": "    assert float(mean_digit(torch.tensor([[1.0], [3.0]]))) == 2\n",
    "exits about it": "    if mean_digit(torch.tensor([[1.0], [3.0]])) == [2]: pytest.exit('no')\n",
}


@pytest.mark.parametrize("kind", ODD)
def test_a_value_that_breaks_only_the_students_check_fails_with_a_sentence(judge: Judge, tmp_path: Path, kind: str) -> None:
    check = f"import pytest\nimport torch\n\ndef test_it(mean_digit):\n    '''It is a mean.'''\n{ODD[kind]}"
    with _with_check(judge, tmp_path, check) as odd:
        report = odd.grade(
            classroom.with_code(classroom.solved(NAME), "mean_digit", "def mean_digit(images):\n    return [2]\n"), NAME, "x"
        )
    (cell,) = [cell for cell in report.cells if cell.exercise == "mean_digit"]
    assert cell.status == "fail"
    told = "What your code gives can't be looked at here: a list."
    assert cell.checks[0].message == f"{told} What is asked: It is a mean."
    assert report.status == "fail"


def test_no_time_is_spent_on_pytests_own_text_of_a_failure(judge: Judge, monkeypatch: pytest.MonkeyPatch) -> None:
    """It reads the source of every function on the way, which takes longer than the check."""
    with monkeypatch.context() as patched:
        patched.setattr(pytest.ExceptionInfo, "getrepr", lambda *_, **__: os._exit(3))
        report = judge.grade(classroom.released(NAME), NAME, "untouched")
    assert {cell.status for cell in report.cells} == {"fail"}
    assert report.notes == []


def test_cuda_without_a_gpu_is_an_error() -> None:
    import torch

    with Judge(classroom.COURSE, device="cuda") as judge:
        if torch.cuda.is_available():
            pytest.fail("this test is for machines without a GPU; run the GPU suite here instead")
        report = judge.grade(classroom.solved(NAME), NAME, "x")
    assert report.status == "error"
    assert all("GPU" in check.message for cell in report.cells for check in cell.checks)


def test_a_lost_zygote_is_an_error_and_the_next_submission_is_graded() -> None:
    name = "01_arrays"
    assignment = WEATHER.assignment(name)
    with Judge(WEATHER, device="cpu") as judge:
        assert judge.grade(solved(assignment), name, "first").score == 8
        os.kill(judge.zygote().pid, signal.SIGKILL)
        assert judge.grade(solved(assignment), name, "unlucky").status == "error"
        assert judge.grade(solved(assignment), name, "next").score == 8


def test_a_failed_check_shows_a_picture_and_the_json_leaves_it_out(judge: Judge) -> None:
    notebook = classroom.with_code(classroom.solved(NAME), "mean_digit", "def mean_digit(images):\n    return images.mean(0).T")
    report = judge.grade(notebook, NAME, "turned")
    cell = next(cell for cell in notebook.cells if cell.metadata.get("nbgrader", {}).get("grade_id") == "test_mean_digit")
    pictures = [output.data["image/png"] for output in cell.outputs if output.output_type == "display_data"]
    assert len(pictures) == 1
    assert base64.b64decode(pictures[0]).startswith(b"\x89PNG")
    assert '"picture":' not in json.dumps(report.as_json())
    assert next(row for row in report.exercises() if row["name"] == "mean_digit")["score"] == 0


@pytest.mark.slow
def test_the_instructor_is_told_why_and_the_student_isnt(tmp_path: Path) -> None:
    """In the log, the gradebook's comment and `autograder grade`: the line of the check that broke. Not in the student's page."""
    course = classroom.course_elsewhere(tmp_path / "course")
    (course / "checks").unlink()
    shutil.copytree(CHECKS, course / "checks", ignore=shutil.ignore_patterns("__pycache__"))
    (course / "checks" / "mean_digit.py").write_text(BROKEN_CHECKS["raises"])
    (course / "source").unlink()
    shutil.copytree(classroom.COURSE.source, course / "source")
    source = course / "source" / NAME / f"{NAME}.ipynb"
    notebook = nbformat.read(source, as_version=4)
    classroom.with_code(notebook, "given_digits", "1 / 0")
    nbformat.write(notebook, source)
    path = classroom.hand_in(course, "ada", NAME, notebook)
    done = autograder("grade", path, cwd=course)
    why = "mean_digit.py, line 3, in test_it: ZeroDivisionError: division by zero"
    assert done.returncode == 1
    assert f"for the instructor: checks/{why}" in done.stdout
    assert "for the instructor: the given cell `given_digits`, line 1 raised ZeroDivisionError" in done.stdout
    for command in ("generate_assignment", "autograde", "generate_feedback"):
        done = nbgrader(course, command, NAME)
        assert done.returncode == 0, done.stderr[-2000:]
        assert (why in done.stderr) == (command == "autograde")
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        comment = gb.find_comment("mean_digit", NAME, NAME, "ada").comment
        assert f"For the instructor: test_it wasn't graded: checks/{why}" in comment
        assert "For the instructor: the given cell `given_digits`" in comment
    page = (course / "feedback" / "ada" / NAME / f"{NAME}.html").read_text()
    assert "this check is broken" in page
    assert "For the instructor" not in page
    assert "test_it" not in page
