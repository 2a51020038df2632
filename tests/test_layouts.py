"""Where a course keeps its steps, and which of the results there are told to students."""

from pathlib import Path

import pytest
from nbgrader.api import Gradebook
from test_nbgrader import nbgrader
from test_one_run import small_course

from autograder.front.nbgrader.unfinished import Mark

LAYOUTS = [
    pytest.param("students/{student_id}/{nbgrader_step}/{assignment_id}", marks=pytest.mark.slow),
    pytest.param("{nbgrader_step}/{assignment_id}/{student_id}", marks=pytest.mark.slow),
]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_steps_may_lie_elsewhere(tmp_path: Path, layout: str) -> None:
    course = small_course(tmp_path / "course")
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f"\nc.CourseDirectory.directory_structure = {layout!r}\n")
    for student in ("ada", "zoe"):
        there = course / layout.format(nbgrader_step="submitted", student_id=student, assignment_id="ps1")
        there.parent.mkdir(parents=True, exist_ok=True)
        (course / "submitted" / student / "ps1").rename(there)
    for command in ("autograde", "generate_feedback"):
        done = nbgrader(course, command, "ps1")
        assert done.returncode == 0, done.stderr[-3000:]
    for student in ("ada", "zoe"):
        page = layout.format(nbgrader_step="feedback", student_id=student, assignment_id="ps1")
        assert (course / page / "p1.html").exists()
    with Gradebook(f"sqlite:///{course}/gradebook.db") as gradebook:
        assert gradebook.find_submission("ps1", "zoe").score == 1


def test_no_page_is_made_of_a_result_that_is_half_done(tmp_path: Path) -> None:
    course = small_course(tmp_path / "course")
    assert nbgrader(course, "autograde", "ps1").returncode == 0
    mark = Mark(course / "autograded" / "zoe" / "ps1")
    done = nbgrader(course, "generate_feedback", "ps1")
    assert (course / "feedback" / "ada" / "ps1" / "p1.html").exists()
    assert not (course / "feedback" / "zoe" / "ps1" / "p1.html").exists()
    assert "zoe" in done.stderr
    assert done.returncode == 1
    mark.remove()
    assert nbgrader(course, "generate_feedback", "ps1").returncode == 0
    assert (course / "feedback" / "zoe" / "ps1" / "p1.html").exists()
