"""`autograder show`, `regrade` and `replay`: what is kept is read, compared with changed checks, and run once more."""

import contextlib
import os
import pty
import shutil
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import IO

import classroom
import pytest
from stopping import stopped

from autograder import Course
from autograder.authoring.submissions import solved, with_code
from autograder.front.cli.main import main
from autograder.store.store import FILE, Store

WEATHER = Path(__file__).parent / "weather_course"
NAME, EXERCISE = "01_arrays", "moving_average"
MEAN_OF_ALL = "import numpy as np\ndef moving_average(values, width):\n    return np.full(len(values) - width + 1, values.mean())"


def made(folder: Path) -> Course:
    """A course of its own, in which ada's work is right and ben's moving average isn't, graded."""
    root = shutil.copytree(WEATHER, folder / "course", ignore=shutil.ignore_patterns("__pycache__", FILE))
    found = Course.at(root)
    right = solved(found.assignment(NAME))
    classroom.hand_in(root, "ada", NAME, right)
    classroom.hand_in(root, "ben", NAME, with_code(solved(found.assignment(NAME)), EXERCISE, MEAN_OF_ALL))
    assert main(["grade", str(root / "submitted"), *where(found)]) == 0
    return found


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    """One that no test changes."""
    return made(tmp_path_factory.mktemp("graded"))


@pytest.fixture
def own(tmp_path: Path) -> Course:
    """One that the test may change."""
    return made(tmp_path)


def where(course: Course) -> list[str]:
    return ["--course-dir", str(course.root)]


def scores(course: Course) -> dict[str, float]:
    return {kept.report.student: kept.report.score for kept in Store(course.root / FILE).latest()}


def test_show(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["show", "ben", *where(course)]) == 0
    told = capsys.readouterr().out
    assert told.startswith(f"ben  {NAME}  ")
    assert f"  {EXERCISE}: 0 of 2\n    fail: " in told
    assert main(["show", "ben", EXERCISE, *where(course)]) == 0
    assert main(["show", "ada", EXERCISE, "--assignment", NAME, *where(course)]) == 0
    assert f"  {EXERCISE}: 2 of 2\n" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["show", "zed"], "has no results of zed. The students there: ada, ben."),
        (["show", "adda"], "has no results of adda (did you mean `ada`?). The students there: ada, ben."),
        (["show", "ada", "standardize"], "ada has no exercise standardize (did you mean `standardise`?); there are: "),
        (["show", "ada", "nothing"], f"ada has no exercise nothing; there are: standardise, {EXERCISE}, closest_pair, q_axis."),
        (["show", "ada", "--assignment", "02_tables"], "nothing of 02_tables by ada was graded yet, as far as "),
        (["show", "ada", "--assignment", "02_tables"], f"results.db has it. The assignments there: {NAME}."),
        (["regrade", "02_tables"], "nothing of 02_tables was graded yet"),
        (["replay", "ada", "nothing"], "ada has no exercise nothing"),
        (["regrade", "99_none"], f"99_none is no assignment of this course; there are: {NAME}, 02_tables."),
        (["show", "ada", "--store", "none.db"], "none.db isn't there: `autograder grade submitted` makes it."),
    ],
)
def test_what_isnt_there_is_said(course: Course, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    assert main([*arguments, *where(course)]) == 2
    assert told in capsys.readouterr().err


def regrade(course: Course, *arguments: str) -> str:
    """What the command prints, in a process of its own: in this one the checks are imported already."""
    done = autograder("regrade", *arguments, *where(course))
    assert done.returncode == 0, done.stderr
    return done.stdout


def autograder(*arguments: str) -> "subprocess.CompletedProcess[str]":
    command = [sys.executable, "-W", "ignore", "-m", "autograder", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_a_changed_check_is_tried_before_anybodys_points_change(own: Course) -> None:
    checks = own.settings.checks
    assert checks is not None
    before = scores(own)
    assert before == {"ada": 8, "ben": 6}
    assert regrade(own, "--dry-run") == "0 would gain, 0 would lose, 2 as before. Nobody's points were changed.\n"
    (checks / f"{EXERCISE}.py").write_text(
        f'def test_it({EXERCISE}):\n    """It is there."""\n    assert {EXERCISE}.is_there() and False, "Nobody has it."\n'
    )
    told = regrade(own, "--dry-run")
    assert f"ada  {NAME}  8 -> 6 of 8: {EXERCISE} -2\n" in told
    assert "0 would gain, 1 would lose, 1 as before" in told
    assert scores(own) == before, "it was a trial"
    (checks / f"{EXERCISE}.py").write_text(f'def test_it({EXERCISE}):\n    """It is there."""\n')
    assert regrade(own) == f"ben  {NAME}  6 -> 8 of 8: {EXERCISE} +2\n1 gained, 0 lost, 1 as before.\n"
    assert scores(own) == {"ada": 8, "ben": 8}
    seeds = {kept.report.seed for kept in Store(own.root / FILE).latest()}
    assert len(seeds) == 2, "each has its own"


def test_whose_results_are_by_older_checks_is_said_until_they_are_regraded(own: Course) -> None:
    """As after a run that was stopped half way, or one of a single student."""

    def told(*arguments: str) -> str:
        return " ".join(autograder(*arguments, *where(own)).stdout.split())

    older = f"These were older checks than the course has now: `autograder regrade {NAME} --dry-run` says what would change"
    assert "older checks" not in told("show", "ben") and "older checks" not in told("report", "--terminal")
    change(own, NOBODY_HAS_IT)
    assert autograder("grade", str(own.root / "submitted" / "ada"), *where(own)).returncode == 0
    assert older in told("show", "ben") and "older checks" not in told("show", "ada")
    assert f"graded by older checks: ben; `autograder regrade {NAME}` grades everybody" in told("report", "--terminal")
    assert "report" in told("report")
    page = (own.root / "report" / f"{NAME}.html").read_text()
    assert "1 notebook was graded by older checks" in page and f"nbgrader autograde {NAME} --force" in page
    regrade(own)
    assert "older checks" not in told("show", "ben") and "older checks" not in told("report", "--terminal")


def test_why_something_couldnt_be_graded_is_said_and_nobody_is_missing_in_the_sum(own: Course) -> None:
    broken = f"def test_it({EXERCISE}):\n    raise OSError('the data are gone')\n"
    change(own, broken)
    done = autograder("regrade", *where(own))
    assert done.returncode == 1, "it isn't done"
    ada, ben, why, end = done.stdout.splitlines()
    assert ada == f"ada  {NAME}  couldn't be graded in all, so the points stay as they are: 8 of 8 points"
    assert ben.endswith("the points stay as they are: 6 of 8 points")
    assert why.startswith(f"2 students (ada, ben), {NAME}, test_it in test_{EXERCISE}: checks/")
    assert why.endswith("the data are gone"), "once for all"
    assert end == "0 gained, 0 lost, 0 as before; 2 couldn't be graded in all and keep what they have."
    assert scores(own) == {"ada": 8, "ben": 6}


NOBODY_HAS_IT = (
    f'def test_it({EXERCISE}):\n    """It is there."""\n    assert {EXERCISE}.is_there() and False, "Nobody has it."\n'
)


def change(course: Course, check: str) -> None:
    """Put another check in the place of the exercise's."""
    assert course.settings.checks is not None
    (course.settings.checks / f"{EXERCISE}.py").write_text(check)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGKILL])
def test_a_stopped_run_changes_nobodys_points_and_loses_nobody_from_the_list(own: Course, number: signal.Signals) -> None:
    before = scores(own)
    change(own, NOBODY_HAS_IT)
    done = stopped(number, "regrade", "--jobs", "1", *where(own))
    assert scores(own) == before
    if number == signal.SIGINT:
        assert done.returncode == 130
        told = "stopped after 1 of 2: nobody's points have changed; the same command goes on with the others."
        assert done.stderr == f"autograder: {told}\n"
    told = regrade(own)
    assert told == f"ada  {NAME}  8 -> 6 of 8: {EXERCISE} -2\n0 gained, 1 lost, 1 as before.\n"
    assert scores(own) == {"ada": 6, "ben": 6}


def test_points_change_for_all_or_for_nobody(own: Course) -> None:
    """And are said to be as they were where the store doesn't take the new ones."""
    before = scores(own)
    change(own, NOBODY_HAS_IT)
    full = "CREATE TRIGGER full BEFORE UPDATE ON latest WHEN old.student = 'ben' BEGIN SELECT RAISE(ABORT, 'no room'); END"
    with contextlib.closing(sqlite3.connect(own.root / FILE)) as connection, connection:
        connection.execute(full)
    done = autograder("regrade", *where(own))
    assert done.returncode == 1
    assert done.stdout.endswith("0 would gain, 1 would lose, 1 as before. Nobody's points were changed.\n")
    assert "not all results could be kept" in done.stderr and "no room" in done.stderr
    assert scores(own) == before


def test_another_notebook_is_told_apart_from_other_checks(own: Course, capsys: pytest.CaptureFixture[str]) -> None:
    classroom.hand_in(own.root, "ben", NAME, solved(own.assignment(NAME)))
    capsys.readouterr()
    assert main(["regrade", "--dry-run", "--student", "ben", *where(own)]) == 0
    assert "+2 (the notebook is another one too)" in capsys.readouterr().out


def test_a_notebook_that_is_gone_loses_nobody_points_without_a_word(own: Course, capsys: pytest.CaptureFixture[str]) -> None:
    shutil.rmtree(own.root / "submitted" / "ben")
    capsys.readouterr()
    before = scores(own)
    status = main(["regrade", "--dry-run", "--student", "ben", *where(own)])
    told = capsys.readouterr()
    assert status == 0, "who withdrew is no fault of the run"
    assert f"ben's {NAME}.ipynb isn't there any more" in told.err
    assert scores(own) == before


def test_an_assignment_that_the_course_hasnt_any_more_keeps_nobody_from_the_others(
    own: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    classroom.hand_in(own.root, "ada", "02_tables", solved(own.assignment("02_tables")))
    assert main(["grade", str(own.root / "submitted"), *where(own)]) == 0
    shutil.rmtree(own.source / NAME)
    capsys.readouterr()
    assert main(["regrade", *where(own)]) == 0
    told = f"autograder: {NAME} is no assignment of this course any more: points stay as they are.\n"
    assert capsys.readouterr() == ("0 gained, 0 lost, 1 as before.\n", told)
    assert scores(own)["ben"] == 6


def test_replay_of_a_notebook_that_is_gone(own: Course, capsys: pytest.CaptureFixture[str]) -> None:
    gone = own.root / "submitted" / "ben" / NAME / f"{NAME}.ipynb"
    gone.unlink()
    capsys.readouterr()
    assert main(["replay", "ben", EXERCISE, *where(own)]) == 1
    told = f"ben's notebook isn't at {gone} any more; its result stays (see `autograder show`)."
    assert capsys.readouterr() == ("", f"autograder: {told}\n")


def test_that_nbgraders_gradebook_is_as_it_was_is_said_where_there_is_one(
    own: Course, capsys: pytest.CaptureFixture[str]
) -> None:
    def told(*arguments: str) -> str:
        capsys.readouterr()
        assert main(["regrade", *arguments, *where(own)]) == 0
        return capsys.readouterr().out

    said = f"nbgrader's gradebook is as it was: `nbgrader autograde {NAME} --force` grades there by these checks too.\n"
    (own.root / "autograded" / "ada" / "02_tables").mkdir(parents=True)
    assert told() == "0 gained, 0 lost, 2 as before.\n", "what is there is of another assignment"
    (own.root / "autograded" / "ada" / NAME).mkdir()
    assert told() == "0 gained, 0 lost, 2 as before.\n" + said
    shutil.rmtree(own.root / "autograded")
    (own.root / "gradebook.db").touch()
    assert told(NAME).endswith(said)
    assert "gradebook" not in told("--dry-run")


def test_replay_shows_what_a_check_saw(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    capsys.readouterr()
    assert main(["replay", "ben", EXERCISE, *where(course)]) == 0
    told = capsys.readouterr().out
    (seed,) = (kept.report.seed for kept in Store(course.root / FILE).latest("ben"))
    assert told.startswith(f"ben  {NAME}  {EXERCISE}  seed {seed}\n")
    assert f"checks/{EXERCISE}.py, line " in told
    assert "what came: ndarray of shape (" in told
    assert "expected: [" in told
    assert main(["replay", "ada", EXERCISE, *where(course)]) == 0
    assert ": fail" not in capsys.readouterr().out


def test_a_course_may_be_moved_and_a_copy_reads_its_own(own: Course, capsys: pytest.CaptureFixture[str]) -> None:
    """Whatever lies where the course was before."""
    copied = Course.at(shutil.copytree(own.root, own.root.parent / "copy"))
    classroom.hand_in(copied.root, "ben", NAME, solved(own.assignment(NAME)))
    capsys.readouterr()
    assert main(["regrade", "--dry-run", "--student", "ben", *where(own)]) == 0
    assert capsys.readouterr().out.startswith("0 would gain, 0 would lose, 1 as before.")
    assert main(["regrade", "--dry-run", "--student", "ben", *where(copied)]) == 0
    assert "+2 (the notebook is another one too)" in capsys.readouterr().out
    moved = Course.at(own.root.rename(own.root.parent / "moved"))
    assert main(["regrade", "--dry-run", *where(moved)]) == 0
    assert capsys.readouterr() == ("0 would gain, 0 would lose, 2 as before. Nobody's points were changed.\n", "")
    assert main(["replay", "ben", EXERCISE, *where(moved)]) == 0
    assert "what came: ndarray of shape (" in capsys.readouterr().out


def test_what_lies_outside_the_course_is_found_where_it_is_now(own: Course, capsys: pytest.CaptureFixture[str]) -> None:
    """Once `grade` has found it in another place, where nothing is graded again."""
    away = own.root.parent / "away"
    classroom.hand_in(away, "cy", NAME, solved(own.assignment(NAME)))
    assert main(["grade", str(away / "submitted"), *where(own)]) == 0
    here = away.rename(own.root.parent / "here")
    assert main(["grade", str(here / "submitted"), *where(own)]) == 0
    capsys.readouterr()
    assert main(["regrade", "--student", "cy", *where(own)]) == 0
    assert capsys.readouterr() == ("0 gained, 0 lost, 1 as before.\n", "")


def test_how_far_it_is_shows_on_a_terminal(own: Course) -> None:
    change(own, f"def test_it({EXERCISE}):\n    pass\n")
    command = [sys.executable, "-W", "ignore", "-m", "autograder", "regrade", "--dry-run", *where(own)]
    far, near = pty.openpty()
    with open(far, "rb", buffering=0) as screen:
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=near, check=False, timeout=300)
        os.close(near)
        seen = b""
        while piece := _more(screen):
            seen += piece
    assert done.returncode == 0
    assert b"regrading" in seen and b"1/2" in seen and b"regrading" not in done.stdout


def _more(screen: IO[bytes]) -> bytes:
    try:
        return screen.read(4096)
    except OSError:  # how a terminal ends
        return b""


def test_what_a_person_reads_is_an_exercise_too(own: Course, capsys: pytest.CaptureFixture[str]) -> None:
    classroom.hand_in(own.root, "ada", "02_tables", solved(own.assignment("02_tables")))
    assert main(["grade", str(own.root / "submitted"), *where(own)]) == 0
    capsys.readouterr()
    for command in "show", "replay":
        assert main([command, "ada", "answer_missing", *where(own)]) == 2
        assert "answer_missing is read by a person, and no check decides about it" in capsys.readouterr().err
    assert main(["show", "ada", "tidy", *where(own)]) == 0
    told = capsys.readouterr().out
    assert "tidy: 3 of 3" in told and "for a reader" not in told, "those points are another exercise's"
