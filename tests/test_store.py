"""The store: what goes in comes out, nothing is graded twice, and a file that can't be had is a sentence."""

import contextlib
import fcntl
import json
import multiprocessing
import os
import shutil
import signal
import sqlite3
import time
from dataclasses import replace
from pathlib import Path
from typing import Any

import classroom
import pytest

from autograder import Course
from autograder.authoring.submissions import solved
from autograder.backends import local
from autograder.backends.local import Class, How
from autograder.backends.remembered import beside_of
from autograder.front.cli import finding
from autograder.front.cli.main import main
from autograder.results.report import CellResult, CheckResult, Report
from autograder.store import database
from autograder.store import store as store_of
from autograder.store.database import StoreError, damage
from autograder.store.keys import Depends, Key
from autograder.store.store import FILE, Store

WEATHER = Path(__file__).parent / "weather_course"
NAME = "01_arrays"
KEY = Key("ada", "01", "01", "content", "checks", "kit", "cpu", True)


def report(student: str = "ada", seed: int = 7, status: str = "pass") -> Report:
    """One with something in every field."""
    failed = CheckResult(
        "test_b", "fail", claim="It gives a mean.", finding="It is 3.", hint="Divide.", about="value", at_cell=4, at_line=2
    )
    failed.noted = {"curve": [0.5, None], "band": [0.9, 1.0]}
    lost = CheckResult("test_c", "error", "Not graded.", reason="line 3", details="a\ntraceback")
    lost.picture, lost.alt = b"\x89PNG\0\xff", "A curve."
    cells = [
        CellResult("test_mean", "mean", 2.0, [CheckResult("test_a", "pass", claim="It is there.")]),
        CellResult("test_mean-more", "mean", 1.5, [failed, *([lost] if status == "error" else [])], carried=["sum", "count"]),
        CellResult("test_own", "own", 3.0, [CheckResult("cell", "pass")], earned=1.25),
    ]
    notes, given = ["A note: ½, 雪, \U0001f600 and \x00."], {"given": "It raised."}
    return Report(student, "01", "Copy of 01.ipynb", seed, "cpu", True, cells, notes, given, {"why": 4.0}, "5" * 64, "6" * 64)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / FILE)


def reports(store: Store, student: str | None = None, assignment: str | None = None) -> list[Report]:
    return [kept.report for kept in store.latest(student, assignment)]


@pytest.mark.parametrize("status", ["pass", "error"])
def test_a_report_comes_out_as_it_went_in(store: Store, status: str) -> None:
    store.put(KEY, report(status=status))
    (found,) = reports(store)
    assert found == report(status=status)
    assert found.as_dict() == report(status=status).as_dict()
    assert Report.of_dict(json.loads(json.dumps(found.as_dict()))) == found, "pictures too"


def test_a_class_is_read_without_its_pictures(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the order of names, each with its own cells and checks, more of them than one question asks for."""
    monkeypatch.setattr(store_of, "_AT_A_TIME", 2)
    names = [f"s{number}" for number in range(5)]
    for name in reversed(names):
        store.put(replace(KEY, student=name), report(name, status="error"))
    expected = report(names[-1], status="error")
    expected.cells[1].checks[1].picture = None
    found = list(store.latest(pictures=False))
    assert [kept.report.student for kept in found] == names and found[-1].report == expected


def test_what_it_took_is_kept_and_is_no_part_of_the_result(store: Store) -> None:
    store.put(KEY, replace(report(), took={"seconds": 1.5, "mib": 80.0}))
    (found,) = reports(store)
    assert found.took == {"seconds": 1.5, "mib": 80.0}
    assert found == report() and found.as_json() == report().as_json()


def test_a_store_of_the_first_version_is_brought_up_to_date(store: Store) -> None:
    with contextlib.closing(sqlite3.connect(store.path)) as connection:
        connection.executescript(Path(__file__).with_name("store_1.sql").read_text())
    expected = report()
    for check in expected.checks_of("mean"):
        check.at_cell, check.at_line, check.noted = 0, 0, {}
    assert reports(store) == [expected]
    store.put(KEY, replace(report(), took={"seconds": 1.5}))
    (found,) = reports(store)
    assert found.took == {"seconds": 1.5} and found == report()
    assert damage(store.path) == ""


def test_half_a_character_is_no_reason_to_lose_a_report(store: Store) -> None:
    key = replace(KEY, student="\ud83d")
    store.put(key, report("\ud83d"))
    assert [found.student for found in reports(store)] == ["\ufffd"]
    assert store.known(key) is not None


def test_what_is_known_has_the_same_key(store: Store) -> None:
    store.put(KEY, report(seed=7))
    store.put(KEY, report(seed=8))
    last, other = store.known(KEY), store.known(KEY, seed=7)
    assert last is not None and last.report == report(seed=8), "the last one"
    assert other is not None and other.report == report(seed=7)
    assert reports(store) == [report(seed=7)], "the one that was asked for last"
    assert store.known(KEY, seed=9) is None
    for name, value in vars(KEY).items():
        changed: Any = {name: False if value is True else f"{value}x"}
        assert store.known(replace(KEY, **changed)) is None, name


def test_the_cells_of_the_latest_alone_are_kept(store: Store) -> None:
    """They are what makes the file large."""
    for seed in 1, 2, 3:
        store.put(KEY, report(seed=seed), graded=[{"source": "½", "outputs": []}])
    (kept,) = store.latest()
    assert kept.graded == [{"source": "½", "outputs": []}] and (kept.notebook, kept.checks) == (KEY.notebook, KEY.checks)
    (without,) = store.latest(pictures=False)
    assert without == replace(kept, graded=None)
    older = store.known(KEY, seed=1)
    assert older is not None and older.graded is None


def test_what_wasnt_graded_is_graded_again(store: Store) -> None:
    store.put(KEY, report(status="error"))
    assert store.known(KEY) is None
    assert len(reports(store)) == 1


def test_an_error_takes_the_place_of_nothing_better(store: Store) -> None:
    """Such as of a whole class that was graded where there is no GPU."""
    store.put(KEY, report(seed=1), graded=[{"source": "x"}])
    store.put(replace(KEY, device="cuda", kit="newer"), report(seed=2, status="error"))
    (kept,) = store.latest()
    assert (kept.report.seed, kept.graded) == (1, None), "nbgrader, which wants the cells, asks a judge again"
    for other in replace(KEY, content="another"), replace(KEY, content="another", checks="other"):
        store.put(other, report(seed=3))
        store.put(replace(other, content="a third"), report(seed=4, status="error"))
        assert [found.seed for found in reports(store)] == [4], "it says nothing of this work"
        store.put(other, report(seed=5))
        store.put(replace(other, checks="changed"), report(seed=6, status="error"))
        assert [found.seed for found in reports(store)] == [6], "nor by these checks"
    store.put(replace(KEY, content="new", checks="new"), report(seed=8))
    store.put(replace(KEY, content="new", checks="new", device="cuda"), report(seed=9))
    assert [found.seed for found in reports(store)] == [9]


def test_the_latest_of_each_student_and_assignment(store: Store) -> None:
    for student in "ben", "ada":
        for assignment in "02", "01":
            found = report(student)
            found.assignment = assignment
            store.put(Key(student, assignment, assignment, "c", "c", "k", "cpu", True), found)
    where = [(found.student, found.assignment) for found in reports(store)]
    assert where == [("ada", "01"), ("ada", "02"), ("ben", "01"), ("ben", "02")]
    assert [found.assignment for found in reports(store, "ben")] == ["01", "02"]
    assert [found.student for found in reports(store, assignment="02")] == ["ada", "ben"]


def _put_many(path: Path, student: str) -> None:
    for seed in range(20):
        Store(path).put(Key(student, "01", "01", "c", "c", "k", "cpu", True), report(student, seed))


def test_several_processes_write_at_once(store: Store) -> None:
    context = multiprocessing.get_context("fork")
    processes = [context.Process(target=_put_many, args=(store.path, name)) for name in ("ada", "ben", "cy")]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
        assert process.exitcode == 0
    assert [(found.student, found.seed) for found in reports(store)] == [("ada", 19), ("ben", 19), ("cy", 19)]
    assert damage(store.path) == ""


def _put_until_killed(path: Path) -> None:
    seed = 0
    while True:
        Store(path).put(KEY, report(seed=seed))
        seed += 1


def test_who_is_killed_leaves_whole_reports(store: Store) -> None:
    """SIGKILL while it writes all the time: each report is there whole or not at all, and the next process goes on."""
    store.must_be_usable()
    for kill in range(20):
        process = multiprocessing.get_context("fork").Process(target=_put_until_killed, args=(store.path,))
        process.start()
        time.sleep(0.02 + 0.007 * kill)
        assert process.pid is not None
        os.kill(process.pid, signal.SIGKILL)
        process.join()
        assert damage(store.path) == ""
        with database.opened(store.path) as connection:
            (results,), (cells,), (outcomes,) = (
                connection.execute(f"SELECT count(*) FROM {table}").fetchone() for table in ("result", "cell", "outcome")
            )
        assert (cells, outcomes) == (3 * results, 3 * results)
    assert results > 20
    store.put(KEY, report(seed=5))
    assert [found.seed for found in reports(store)] == [5]


def _foreign(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE grade (id)")


def _newer(path: Path) -> None:
    Store(path).must_be_usable()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")


def _broken(path: Path) -> None:
    Store(path).put(KEY, report())
    data = bytearray(path.read_bytes())
    data[100:4000] = bytes(3900)
    path.write_bytes(data)


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda path: path.write_text("no database" * 1000), "is damaged (file is not a database): put it aside"),
        (_broken, "is damaged"),
        (_foreign, "is a database of something else"),
        (_newer, "was written by a newer autograder"),
        (lambda path: path.mkdir(), "can't be written"),
    ],
)
def test_a_file_that_cant_be_used_is_a_sentence(store: Store, spoil: object, told: str) -> None:
    spoil(store.path)  # type: ignore[operator]
    before = store.path.read_bytes() if store.path.is_file() else None
    with pytest.raises(StoreError) as e:
        store.put(KEY, report())
    assert told in str(e.value)
    assert str(store.path) in str(e.value)
    assert before == (store.path.read_bytes() if store.path.is_file() else None), "it is left as it was"


def test_a_file_that_another_process_holds_is_a_sentence(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.must_be_usable()
    monkeypatch.setattr(database, "WAIT_SECONDS", 0.1)
    with sqlite3.connect(store.path, isolation_level=None) as other:
        other.execute("BEGIN EXCLUSIVE")
        with pytest.raises(StoreError, match="in use by another process"):
            store.put(KEY, report())
        other.execute("ROLLBACK")
    store.put(KEY, report())


def test_a_full_disk_is_a_sentence_and_loses_nothing(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put(KEY, report())
    connect: Any = sqlite3.connect

    def small(*arguments: Any, **options: Any) -> Any:
        connection = connect(*arguments, **options)
        connection.execute("PRAGMA max_page_count = 1")  # no more than it has: SQLite's own word for a full disk
        return connection

    with monkeypatch.context() as patched:
        patched.setattr(sqlite3, "connect", small)
        with pytest.raises(StoreError, match="make room on its disk"):
            for seed in range(1000):
                store.put(KEY, report(seed=seed))
    assert damage(store.path) == ""
    assert len(reports(store)) == 1


@pytest.fixture
def course(tmp_path: Path) -> Course:
    """A course of its own, so that its checks can be changed."""
    where = shutil.copytree(WEATHER, tmp_path / "course", ignore=shutil.ignore_patterns("__pycache__", FILE))
    return Course.at(where)


def test_a_key_changes_with_what_a_result_depends_on(course: Course) -> None:
    path = classroom.hand_in(course.root, "ada", NAME, solved(course.assignment(NAME)))
    (path.parent / "helper.py").write_text("x = 1\n")

    def key() -> Key | None:
        (task,) = finding.find([course.root / "submitted"], course, None).tasks
        beside = beside_of(task)
        return Depends(course, "cpu", True).key(course.assignment(NAME), "ada", [task.path], task.top, beside, task.notes)

    checks, before = course.settings.checks, key()
    assert checks is not None and before is not None
    assert key() == before
    exercise, other = course.assignment(NAME).exercises()[0], course.assignment("02_tables").exercises()[0]
    (checks / f"{other}.py").write_text("# another assignment's\n")
    (path.parent / ".hidden").write_text("never comes to the notebook\n")
    assert key() == before, "nothing that counts has changed"
    for changed in (
        checks / f"{exercise}.py",
        checks / "conftest.py",
        course.root / "course.toml",
        course.source / NAME / "anything.csv",
        path,
        path.parent / "helper.py",
        path.parent / "more" / "data.csv",
    ):
        changed.parent.mkdir(exist_ok=True)
        with changed.open("a") as file:
            file.write("\n")
        now = key()
        assert now != before, changed
        before = now


def test_what_cant_be_read_now_has_no_key(course: Course, monkeypatch: pytest.MonkeyPatch) -> None:
    from autograder import handed_in

    def refused(path: Path, top: Path | None = None) -> int:
        raise handed_in.OutOfReach("can't be read here (Stale file handle)")

    monkeypatch.setattr(handed_in, "opened", refused)
    assert Depends(course, "cpu", True).key(course.assignment(NAME), "ada", [Path("x.ipynb")], None) is None


class _NoJudge:
    """In the place of the judge, where nothing may be graded."""

    def __init__(self, *arguments: object, **options: object) -> None:
        raise AssertionError("something was graded")


def test_nothing_is_graded_twice(course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """Neither after an end nor after a run that was cut off; what changed is, and what somebody asks for."""
    for student in "ada", "ben", "cy":
        classroom.hand_in(course.root, student, NAME, solved(course.assignment(NAME)))
    tasks = finding.find([course.root / "submitted"], course, None).tasks
    store = Store(course.root / FILE)
    how = How(1, "cpu", store=store)
    with contextlib.closing(Class(course, tasks, how).graded()) as cut_off:
        first = next(cut_off)
    assert reports(store) == [first.report], "it was kept before it was given"
    with monkeypatch.context() as patched:
        patched.setattr(local, "begun", _NoJudge)
        assert next(Class(course, tasks, how).graded()) == replace(first, is_known=True)
    assert [one.is_known for one in Class(course, tasks, how).graded()] == [True, False, False]
    with monkeypatch.context() as patched:
        patched.setattr(local, "begun", _NoJudge)
        assert all(one.is_known for one in Class(course, tasks, how).graded())
        assert (
            main(["grade", str(course.root / "submitted"), "--course-dir", str(course.root), "--csv", str(store.path) + ".csv"])
            == 0
        )
        printed = capsys.readouterr().out
        assert "3 of 3 were graded before" in printed
        assert "01_arrays: 3 notebooks, 8.0 of 8 on average" in printed
    anew = How(1, "cpu", seed=first.report.seed + 1, store=store)
    assert [one.report.seed for one in Class(course, tasks[:1], anew).graded()] == [first.report.seed + 1]
    assert not next(Class(course, tasks[:1], How(1, "cpu", store=store, anew=True)).graded()).is_known
    solution = solved(course.assignment(NAME))
    solution.cells[0].source += "\n"
    classroom.hand_in(course.root, "ben", NAME, solution)
    assert sorted((one.number, one.is_known) for one in Class(course, tasks, how).graded()) == [(0, True), (1, False), (2, True)]


def test_a_store_that_fails_stops_no_grading(
    course: Course, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is graded is printed and written; that it isn't kept is said, and the exit status tells it too."""
    classroom.hand_in(course.root, "ada", NAME, solved(course.assignment(NAME)))

    def full(*arguments: object) -> None:
        raise StoreError("results.db can't be written (database or disk is full): make room.")

    monkeypatch.setattr(Store, "put", full)
    path = course.root / "reports.json"
    assert main(["grade", str(course.root / "submitted"), "--course-dir", str(course.root), "--json", str(path)]) == 1
    assert "not all results are kept: results.db can't be written" in capsys.readouterr().err
    assert len(json.loads(path.read_text())) == 1


@pytest.mark.parametrize("folder", ["source", "release", "solutions", "solution"])
def test_the_instructors_own_notebooks_are_nobodys_hand_in(course: Course, folder: str) -> None:
    """An author tries the solutions: no student of that name is in the report of the class then."""
    kept = course.root / folder / NAME / f"{NAME}.ipynb"
    if folder != "source":
        kept.parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(course.source / NAME / f"{NAME}.ipynb", kept)
    assert main(["grade", str(kept), "--course-dir", str(course.root)]) == 0
    assert list(Store(course.root / FILE).latest()) == []


def test_a_second_run_is_refused(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    classroom.hand_in(course.root, "ada", NAME, solved(course.assignment(NAME)))
    store = Store(course.root / FILE)
    with store.lock().open() as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        assert main(["grade", str(course.root / "submitted"), "--course-dir", str(course.root)]) == 2
    assert "another `autograder grade` or `regrade` writes to" in capsys.readouterr().err


def test_a_damaged_store_is_told_before_anything_is_graded(course: Course, capsys: pytest.CaptureFixture[str]) -> None:
    classroom.hand_in(course.root, "ada", NAME, solved(course.assignment(NAME)))
    (course.root / FILE).write_text("no database" * 1000)
    assert main(["grade", str(course.root / "submitted"), "--course-dir", str(course.root)]) == 2
    told = capsys.readouterr().err
    assert "is damaged" in told and "--no-store" in told
