"""The command `autograder`, as a person types it."""

import json
import subprocess
import sys
import time
from hashlib import sha256
from pathlib import Path

import classroom
import pytest
import torch

from autograder import Course
from autograder.authoring.submissions import solved
from autograder.formats.totals import totals
from autograder.judge.judge import Judge
from autograder.notebooks.cells import grade_id_of
from autograder.results.rows import sheet

NAME = "02_distances"
BY_HAND = "08_data_ethics"
"""Some of its points are given by a person."""
WEATHER = Course.at(Path(__file__).parent / "weather_course")


def autograder(*arguments: object, cwd: Path = classroom.COURSE.root) -> subprocess.CompletedProcess[str]:
    """Run the command. What `grade` finds isn't kept, unless a store is named: this course's folder stays as it is."""
    command = [sys.executable, "-W", "ignore", "-m", "autograder", *map(str, arguments)]
    command += ["--no-store"] if arguments[:1] == ("grade",) and "--store" not in arguments else []
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    found: Path = tmp_path_factory.mktemp("class")
    classroom.hand_in(found, "ada", NAME, classroom.solved(NAME))
    classroom.hand_in(found, "ben", NAME, classroom.released(NAME))
    path = classroom.hand_in(found, "cy", NAME, classroom.released(NAME))
    classroom.FILES["not-json"](path)
    return found


@pytest.fixture(scope="module")
def graded(folder: Path) -> tuple[str, str]:
    """What the command prints about the class, and its reports, two submissions at a time."""
    report = folder / "reports.json"
    done = autograder("grade", folder / "submitted", "--json", report, "--seed", 7, "--device", "cpu", "--jobs", 2)
    assert done.returncode == 0, done.stderr
    return done.stdout, report.read_text()


def test_grade_a_folder(folder: Path, graded: tuple[str, str]) -> None:
    printed, reports = graded
    found = json.loads(reports)
    assert [(row["student"], row["assignment"], row["score"], row["max_score"]) for row in found] == [
        ("ada", NAME, 12, 12),
        ("ben", NAME, 0, 12),
        ("cy", NAME, 0, 12),
    ]
    for row in found:
        assert row["schema"] == 2
        assert row["seed"] == 7
        assert row["notebook"] == f"{NAME}.ipynb"
        assert row["digest"] == sha256((folder / "submitted" / row["student"] / NAME / row["notebook"]).read_bytes()).hexdigest()
        names = [
            "mean_digit",
            "l1_distance",
            "rmse_distance",
            "is_3",
            "baseline_accuracy",
            "q_cancel",
            "q_which_grows",
            "q_axes_of_the_mean",
        ]
        assert [exercise["name"] for exercise in row["exercises"]] == names
        for exercise in row["exercises"]:
            assert exercise["status"] in ("pass", "fail")
            assert all(check.keys() >= {"name", "status", "message"} for check in exercise["checks"])
    assert "ada  02_distances  12 of 12" in printed
    assert "isn't a notebook that can be read" in printed


@pytest.mark.parametrize("as_file", [False, True])
def test_reports_on_the_standard_output_are_alone_there(tmp_path: Path, as_file: bool) -> None:
    path = classroom.hand_in(tmp_path, "ada", "01_arrays", solved(WEATHER.assignment("01_arrays")))
    command = [sys.executable, "-W", "ignore", "-m", "autograder", "grade", str(path), "--json", "-", "--no-store"]
    with (tmp_path / "out").open("w") as file:
        out = file if as_file else subprocess.PIPE
        done = subprocess.run(command, stdout=out, stderr=subprocess.PIPE, text=True, check=False, cwd=WEATHER.root)
    assert done.returncode == 0, done.stderr
    (report,) = json.loads((tmp_path / "out").read_text() if as_file else done.stdout)
    assert report["student"] == "ada"
    assert "ada  01_arrays  8 of 8" in done.stderr
    assert not (WEATHER.root / "-").exists()


def test_points_that_a_person_gives_are_told_beside_the_score(tmp_path: Path) -> None:
    path = classroom.hand_in(tmp_path, "ada", "02_tables", solved(WEATHER.assignment("02_tables")))
    report = tmp_path / "reports.json"
    done = autograder("grade", path, "--json", report, "--seed", 7, cwd=WEATHER.root)
    assert "ada  02_tables  7 of 7 points; 2 points wait for a reader" in done.stdout
    (found,) = json.loads(report.read_text())
    assert list(found["by_hand"].values()) == [2]
    assert found["by_hand"].keys().isdisjoint(exercise["name"] for exercise in found["exercises"])


def test_answers_for_a_person_in_which_nothing_is_written_are_named(judge: Judge) -> None:
    notebook = classroom.solved(BY_HAND)
    (cell,) = (cell for cell in notebook.cells if grade_id_of(cell) == "answer_never_asked")
    cell.source = " \n"
    assert judge.grade(notebook, BY_HAND, "ada").notes == ["Nothing is written in `answer_never_asked`."]
    (note,) = judge.grade(classroom.released(BY_HAND), BY_HAND, "ada").notes
    assert note.count("answer_") == 5


def test_an_answer_in_which_nothing_is_written_waits_for_nobody(judge: Judge) -> None:
    """Neither as it was handed out, nor with blanks put in, nor emptied, nor deleted: as nbgrader, that gives 0 of its points."""
    notebook, answers = classroom.solved(BY_HAND), list(classroom.COURSE.assignment(BY_HAND).by_hand())
    cells = {grade_id_of(cell): cell for cell in classroom.released(BY_HAND).cells}
    for cell in notebook.cells:
        if grade_id_of(cell) in answers[:2]:
            cell.source, cell.metadata = cells[grade_id_of(cell)].source, cells[grade_id_of(cell)].metadata
            cell.source += "" if grade_id_of(cell) == answers[0] else " \n\n"
        if grade_id_of(cell) == answers[2]:
            cell.source = "\n"
    notebook.cells = [cell for cell in notebook.cells if grade_id_of(cell) != answers[3]]
    report = judge.grade(notebook, BY_HAND, "ada")
    assert report.unwritten == answers[:4] and report.waiting == {answers[4]: 2}
    assert report.given.told == "3 of 13 points; 2 points wait for a reader", "3 + 3 + 2 + 2 of the answers, 3 of the letters"
    empty = judge.grade(classroom.released(BY_HAND), BY_HAND, "bob")
    assert empty.given.told == "0 of 15 points" and sheet(empty).given == empty.given
    assert [row.outcome for row in sheet(empty).rows[-5:]] == ["unwritten"] * 5
    (total,) = totals([("bob", sheet(empty))])
    assert (total.points, total.max_points) == (0, 15)
    (total,) = totals([("bob", sheet(empty))], checks_only=True)
    assert (total.points, total.max_points) == (0, 3)


@pytest.mark.slow
def test_jobs_change_nothing(folder: Path, graded: tuple[str, str]) -> None:
    path = folder / "jobs1.json"
    assert autograder("grade", folder / "submitted", "--json", path, "--seed", 7, "--jobs", 1).returncode == 0
    assert path.read_text() == graded[1]


def _descendants(pid: int) -> set[int]:
    """The processes below `pid`, however deep."""
    found: set[int] = set()
    for listed in Path(f"/proc/{pid}/task").glob("*/children"):
        for child in map(int, listed.read_text().split()):
            found |= {child} | _descendants(child)
    return found


def test_a_killed_command_leaves_no_process(tmp_path: Path) -> None:
    for student in "dan", "eve":
        notebook = classroom.with_first_cell(solved(WEATHER.assignment("01_arrays")), "while True:\n    pass")
        classroom.hand_in(tmp_path, student, "01_arrays", notebook)
    command = [sys.executable, "-W", "ignore", "-m", "autograder", "grade", str(tmp_path), "--jobs", "2", "--no-store"]
    with subprocess.Popen(command, cwd=WEATHER.root, stdout=subprocess.DEVNULL) as run:
        until = time.monotonic() + 120
        # A zygote, two judges, and two workers.
        while len(left := _descendants(run.pid)) < 5 and time.monotonic() < until:
            time.sleep(0.1)
        assert len(left) >= 5
        run.kill()
    until = time.monotonic() + 60
    while (left := {pid for pid in left if Path(f"/proc/{pid}").exists()}) and time.monotonic() < until:
        time.sleep(0.1)
    assert not left


def test_who_grades_may_keep_files_to_himself(tmp_path: Path) -> None:
    """With umask 077: workers are other users, and read what they need all the same."""
    code = "import decimal\nassert open('data/readings.csv').read()"
    notebook = classroom.with_first_cell(solved(WEATHER.assignment("02_tables")), code)
    path = classroom.hand_in(tmp_path, "private", "02_tables", notebook)
    command = [sys.executable, "-m", "autograder", "grade", str(path), "--no-store", "--course-dir", str(WEATHER.root)]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=tmp_path, umask=0o077)
    assert "7 of 7" in done.stdout, done.stdout + done.stderr
    assert "note" not in done.stdout


@pytest.mark.skipif(torch.cuda.is_available(), reason="this is about a machine without a GPU")
def test_cuda_without_a_gpu_is_refused_before_anything_is_graded(folder: Path, tmp_path: Path) -> None:
    store = tmp_path / "results.db"
    done = autograder("grade", folder / "submitted", "--device", "cuda", "--store", store)
    assert (done.returncode, done.stdout) == (2, "")
    assert "this machine has no GPU that torch can use" in done.stderr
    assert not store.exists()
    path = classroom.hand_in(tmp_path, "ada", "01_arrays", solved(WEATHER.assignment("01_arrays")))
    done = autograder("grade", path, "--device", "cuda", cwd=WEATHER.root)
    assert (done.returncode, done.stdout) == (2, "")
    assert "this course names no torch" in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "usage"),
        (("grade",), "usage"),
        (("grade", "no/such/file"), "isn't there"),
        (("grade", "docs"), "holds no notebook"),
        (("grade", "README.md"), "is no notebook (*.ipynb)"),
        (("grade", "source", "--jobs", "0"), "at least 1"),
        (("grade", "source", "--seed", "-1"), "from 0"),
        (("grade", "source", "--seed", "x"), "argument --seed: 'x' is no whole number"),
        (("grade", "source", "--jobs", "many"), "argument --jobs: 'many' is no whole number"),
        (("grade", "source", "--no-store", "--store", "x.db"), "name one of the two"),
        (("grade", "source", "--json", "-", "--csv", "x.csv"), "takes one file alone"),
        (("grade", "source", "--json", "no/such/folder/x.json"), "can't be written"),
        (("grade", "source", "--json", "docs"), "is a folder"),
        (("grade", "source", "--course-dir", "docs"), "is missing"),
        (("grade", "source", "--assignment", "99"), "no assignment"),
        (("data", "--to", "/proc/nowhere/x"), "can't be written"),
    ],
)
def test_wrong_usage_ends_with_2_and_says_what_to_do(arguments: tuple[str, ...], told: str) -> None:
    done = autograder(*arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_data_says_what_it_did(tmp_path: Path) -> None:
    first, second = (autograder("data", "--to", tmp_path / "mnist_sample") for _ in range(2))
    assert "14,434 pictures written" in first.stdout
    assert "left as it is" in second.stdout
    assert first.returncode == second.returncode == 0


def test_what_the_students_of_wrong_solutions_read_can_be_gone_through() -> None:
    done = autograder("exercise", "q_axis", "--messages", "--course-dir", WEATHER.root)
    assert done.returncode == 0, done.stderr
    lines = done.stdout.splitlines()
    assert lines[::2] == [f"wrong/q_axis/{name}" for name in ("a_number", "answer_a", "answer_b")]
    assert lines[5] == "    Your answer is b. axis=0 is the axis that goes away, and it counts the days."
