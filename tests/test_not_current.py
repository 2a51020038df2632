"""What nbgrader would pass over as done: results that the gradebook knows nothing of, and other work than was graded."""

import json
import shutil
from pathlib import Path

import classroom
import pytest
from nbgrader.api import Gradebook
from test_nbgrader import nbgrader

from autograder import Course
from autograder.authoring.submissions import released, solved
from autograder.front.nbgrader.misplaced import misplaced
from autograder.front.nbgrader.not_current import is_other_work, noted_in

NAME = "01_arrays"


@pytest.fixture
def course(tmp_path: Path) -> Path:
    """A course in which ada and bob were graded, both as they got the notebook."""
    found = classroom.known_weather(tmp_path / "course")
    known = Course.at(found)
    for student in ("ada", "bob"):
        classroom.hand_in(found, student, NAME, released(known, known.assignment(NAME)))
    done = nbgrader(found, "autograde", NAME)
    assert done.returncode == 0 and "2 submissions graded." in done.stderr, done.stderr
    return found


def scores(course: Path) -> dict[str, float]:
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        return {submission.student.id: submission.score for submission in gb.assignment_submissions(NAME)}


def test_results_of_a_gradebook_that_is_gone_are_made_for_the_new_one(course: Path) -> None:
    (course / "gradebook.db").unlink()
    assert nbgrader(course, "generate_assignment", NAME, "--force").returncode == 0
    done = nbgrader(course, "autograde", NAME)
    assert done.returncode == 0 and "ada: the gradebook knows nothing of what is in" in done.stderr, done.stderr
    assert scores(course) == {"ada": 0.0, "bob": 0.0}
    assert "2 are unchanged since an earlier run" in nbgrader(course, "autograde", NAME).stderr


def test_other_work_without_a_later_time_is_named(course: Path) -> None:
    classroom.hand_in(course, "bob", NAME, solved(Course.at(course).assignment(NAME)))
    done = nbgrader(course, "autograde", NAME)
    assert done.returncode == 0
    assert "bob handed in something else since they were graded" in done.stderr and "ada" not in done.stderr, done.stderr
    assert nbgrader(course, "autograde", NAME, "--force", "--student=bob").returncode == 0
    assert scores(course)["bob"] > 0
    assert "something else" not in nbgrader(course, "autograde", NAME).stderr


def test_a_copy_of_the_same_file_is_no_other_work(course: Path) -> None:
    path = course / "submitted" / "bob" / NAME / f"{NAME}.ipynb"
    path.write_bytes(path.read_bytes())
    assert "something else" not in nbgrader(course, "autograde", NAME).stderr


def test_what_couldnt_be_graded_is_graded_again(course: Path) -> None:
    check = next(path for path in (course / "checks").glob("*.py") if path.stem in {"standardise", "running_mean"})
    whole = check.read_text()
    check.write_text(whole + "\n\ndef test_broken():\n    raise OSError\n")
    done = nbgrader(course, "autograde", NAME, "--force", "--student=bob")
    assert "couldn't be graded" in done.stderr, done.stderr
    check.write_text(whole)
    done = nbgrader(course, "autograde", NAME)
    assert "bob: something couldn't be graded before, so it is graded again" in done.stderr, done.stderr
    assert "1 submission graded. 1 is unchanged" in done.stderr and "ada:" not in done.stderr
    assert "2 are unchanged" in nbgrader(course, "autograde", NAME).stderr


def test_results_of_older_checks_are_named_until_they_are_graded_by_the_new_ones(course: Path) -> None:
    """As those that a run with --force, stopped half way, hasn't come to."""
    check = next(path for path in (course / "checks").glob("*.py") if path.stem in {"standardise", "running_mean"})
    check.write_text(check.read_text() + "\n# another check\n")
    assert nbgrader(course, "autograde", NAME, "--force", "--student=bob").returncode == 0
    told = nbgrader(course, "autograde", NAME).stderr
    assert "1 result is of older checks than the course has now, and this run passed over them: ada. With --force" in told, told
    assert "1 is unchanged" in told
    assert nbgrader(course, "autograde", NAME, "--force").returncode == 0
    told = nbgrader(course, "autograde", NAME).stderr
    assert "older checks" not in told and "2 are unchanged" in told, told


def test_what_lies_in_no_students_folder_is_named(course: Path) -> None:
    submitted = course / "submitted"
    work = (submitted / "bob" / NAME / f"{NAME}.ipynb").read_bytes()
    (submitted / "eve" / NAME.upper()).mkdir(parents=True)
    for path in (submitted / "late.ipynb", submitted / "eve" / f"{NAME}.ipynb", submitted / "._late.ipynb"):
        path.write_bytes(work)
    done = nbgrader(course, "autograde", NAME)
    named = f"eve/{NAME.upper()}, eve/{NAME}.ipynb, late.ipynb"
    assert f"Not looked at, since it lies in no folder <student>/{NAME}: {named}." in done.stderr, done.stderr


def test_no_link_is_followed_to_what_is_misplaced(tmp_path: Path) -> None:
    (tmp_path / "elsewhere").mkdir()
    (tmp_path / "elsewhere" / "02.ipynb").touch()
    (tmp_path / "submitted").mkdir()
    (tmp_path / "submitted" / "ada").symlink_to(tmp_path / "elsewhere")
    (tmp_path / "submitted" / "bob.ipynb").symlink_to(tmp_path / "elsewhere" / "02.ipynb")
    assert misplaced(tmp_path / "submitted", "02") == []
    assert misplaced(tmp_path / "nowhere", "02") == []


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"metadata": {"autograder": {"digest": ""}}}', '{"metadata": {"autograder": 3}}']
)
def test_where_nobody_can_tell_nothing_is_said(tmp_path: Path, text: str) -> None:
    graded, handed_in = tmp_path / "graded.ipynb", tmp_path / "handed_in.ipynb"
    graded.write_text(text)
    handed_in.write_text("{}")
    assert not is_other_work(noted_in(graded), [handed_in], tmp_path)
    graded.write_text(json.dumps({"metadata": {"autograder": {"digest": "0" * 64}}}))
    assert is_other_work(noted_in(graded), [handed_in], tmp_path)
    assert not is_other_work(noted_in(graded), [tmp_path / "isn't there.ipynb"], tmp_path)


def test_what_was_released_stays_where_the_gradebook_cant_be_had(course: Path) -> None:
    shutil.rmtree(course / "release", ignore_errors=True)
    assert nbgrader(course, "generate_assignment", NAME, "--force").returncode == 0
    (course / "gradebook.db").write_text("of something else entirely, and long enough to be none " * 20)
    done = nbgrader(course, "generate_assignment", NAME, "--force")
    assert done.returncode == 1 and "is damaged" in done.stderr, done.stderr
    assert (course / "release" / NAME / f"{NAME}.ipynb").is_file()


def test_who_came_another_way_than_by_the_exchange_holds_up_nobodys_feedback(course: Path) -> None:
    exchange = course.parent / "exchange"
    exchange.mkdir(mode=0o777)
    with (course / "nbgrader_config.py").open("a") as config:
        config.write(f'\nc.Exchange.root = "{exchange}"\nc.CourseDirectory.course_id = "weather"\n')
    names = ("ada", "jr, [eve]", "bob, jr")  # with a comma, and with what would be a pattern
    for name in names[1:]:
        shutil.copytree(course / "submitted" / "bob", course / "submitted" / name)
    for name in names[:2]:
        (course / "submitted" / name / NAME / "timestamp.txt").write_text("2026-11-29 10:00:00.000000 UTC")
        (course / "submitted" / name / NAME / "submission_secret.txt").write_text(f"secret of {name}")
    for command in (["autograde", NAME, "--force"], ["generate_feedback", NAME], ["release_feedback", NAME]):
        done = nbgrader(course, *command)
        assert done.returncode == 0, done.stderr[-2000:]
    assert 'Not released, since they didn\'t hand in by the exchange: bob, "bob, jr".' in done.stderr
    assert len(list((exchange / "weather" / "feedback").glob("*.html"))) == 2


def test_a_page_is_made_anew_once_somebody_gave_points_or_a_comment(course: Path) -> None:
    page = course / "feedback" / "ada" / NAME / f"{NAME}.html"
    assert "2 pages written." in nbgrader(course, "generate_feedback", NAME).stderr
    assert "0 pages written. 2 are unchanged" in nbgrader(course, "generate_feedback", NAME).stderr
    with Gradebook(f"sqlite:///{course / 'gradebook.db'}") as gb:
        comment = gb.find_submission_notebook(NAME, NAME, "ada").comments[0]
        comment.manual_comment = "Look at the last axis."
        gb.db.commit()
    assert "1 page written. 1 is unchanged" in nbgrader(course, "generate_feedback", NAME).stderr
    assert "Look at the last axis." in page.read_text()
    assert "0 pages written. 2 are unchanged" in nbgrader(course, "generate_feedback", NAME).stderr
