"""What is said and left by an `autograder grade` that was stopped after the first of two notebooks."""

import csv
import json
import shutil
import signal
from pathlib import Path

import classroom
import pytest
from stopping import stopped

from autograder import Course
from autograder.authoring.submissions import solved
from autograder.front.cli.main import main
from autograder.store.store import FILE

WEATHER = Path(__file__).parent / "weather_course"
NAME = "01_arrays"


@pytest.fixture
def course(tmp_path: Path) -> Course:
    found = Course.at(shutil.copytree(WEATHER, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", FILE)))
    for student in "ada", "ben":
        classroom.hand_in(found.root, student, NAME, solved(found.assignment(NAME)))
    return found


def grade(course: Course, *more: str) -> list[str]:
    return ["grade", str(course.root / "submitted"), "--course-dir", str(course.root), "--jobs", "1", *more]


@pytest.mark.parametrize(
    ("more", "told"),
    [
        ([], "the same command goes on with the others"),
        (["--force"], "with --force this begins anew, and without it what has a result from before isn't graded again"),
        (["--no-store"], "name the others to grade them"),
    ],
)
def test_how_it_goes_on_is_said(course: Course, more: list[str], told: str) -> None:
    done = stopped(signal.SIGINT, *grade(course, *more))
    assert done.returncode == 130
    assert done.stderr == f"autograder: stopped. 1 of 2 are graded. Nothing else was begun; {told}.\n"


def test_what_is_finished_goes_to_the_standard_output_though_that_is_a_file(course: Course, tmp_path: Path) -> None:
    with (tmp_path / "out").open("w") as out:
        done = stopped(signal.SIGINT, *grade(course, "--json", "-"), stdout=out)
    assert "1 of 2 are graded; their reports are in /dev/stdout. Nothing else" in done.stderr
    assert [report["student"] for report in json.loads((tmp_path / "out").read_text())] == ["ada"]


def test_a_file_of_an_earlier_run_is_left_as_it_was(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    reports, table = course.root / "reports.json", course.root / "points.csv"
    assert main(grade(course, "--json", str(reports))) == 0
    before = reports.read_bytes()
    assert len(json.loads(before)) == 2
    done = stopped(signal.SIGINT, *grade(course, "--force", "--json", str(reports), "--csv", str(table)))
    beside = course.root / "reports.unfinished.json"
    assert f"1 of 2 are graded; their reports are in {beside} and {table} ({reports} is as before)." in done.stderr
    assert reports.read_bytes() == before
    assert [report["student"] for report in json.loads(beside.read_text())] == ["ada"]
    assert [row["student"] for row in csv.DictReader(table.read_text().splitlines())] == ["ada"]
    capsys.readouterr()
    assert main(grade(course, "--json", str(reports))) == 0
    assert len(json.loads(reports.read_text())) == 2, "a run that ends puts its own there"
