"""`autograder export`: a class that is kept, in each format, and a sentence for all that can't be had."""

import csv
import io
import json
import os
import shutil
import sqlite3
import sys
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import awkward
import openpyxl
import platforms
import pytest
from jsonschema import Draft202012Validator
from nbgrader.api import Gradebook

from autograder.front.cli.main import main
from autograder.results import json_file
from autograder.results.report import CellResult, CheckResult, Report
from autograder.store.keys import Key
from autograder.store.store import FILE, Store

WEATHER = Path(__file__).parent / "weather_course"
NAME = "01_arrays"


def report(student: str, assignment: str = NAME, status: str = "fail", by_hand: dict[str, float] | None = None) -> Report:
    """2 of 5 points; `status` is that of the second exercise."""
    second = CheckResult(
        "test_b", "fail" if status == "fail" else "error", claim="It gives a mean.", finding="=3", hint="Divide."
    )
    cells = [
        CellResult("test_mean", "mean", 2.0, [CheckResult("test_a", "pass")]),
        CellResult("test_sum", "sum", 3.0, [second]),
    ]
    return Report(student, assignment, f"{assignment}.ipynb", 7, "cpu", True, cells, by_hand=by_hand or {})


def keep(store: Path, *reports: Report) -> None:
    for one in reports:
        Store(store).put(Key(one.student, one.assignment, one.assignment, "c", "c", "k", "cpu", True), one)


@pytest.fixture
def store(tmp_path: Path) -> Path:
    return tmp_path / FILE


def export(store: Path, *arguments: object) -> int:
    return main(["export", *map(str, arguments), "--store", str(store), "--course-dir", str(WEATHER)])


@pytest.mark.parametrize("form", ["csv", "xlsx", "junit", "canvas", "moodle", "gradescope"])
def test_an_awkward_class_in_each_format(store: Path, tmp_path: Path, form: str) -> None:
    """And one of them has a name that has to be written otherwise, or none at all."""
    keep(store, *(report(name) for name in awkward.NAMES))
    out = tmp_path / "out"
    assert export(store, form, NAME, "--out", out) == 0
    most = len(awkward.NAMES)
    if form == "csv":
        head, *rows = csv.reader(io.StringIO(out.read_text(), newline=""))
        assert len(rows) == most and {len(row) for row in rows} == {len(head)}
        assert {row[head.index("points")] for row in rows} == {"2"}
    elif form == "xlsx":
        assert openpyxl.load_workbook(io.BytesIO(out.read_bytes())).active.max_row == most + 1
    elif form == "junit":
        root = ElementTree.fromstring(out.read_bytes())
        assert len(root) == most
        assert {(suite.get("tests"), suite.get("failures"), suite.get("errors")) for suite in root} == {("2", "1", "0")}
    elif form == "canvas":
        assert platforms.canvas_reads(out.read_text())[1][("", "ada")] == {NAME: "2"}
    elif form == "moodle":
        assert platforms.moodle_reads(out.read_text(), "Username", {*awkward.NAMES, "\ufffd half"})["ada"] == {NAME: 2.0}
    else:
        head, *whose = csv.reader(io.StringIO((out / "whose.csv").read_text(encoding="utf-8"), newline=""))
        assert head == ["folder", "student"] and ["ada", "ada"] in whose
        (out / "whose.csv").unlink()
        folders = list(out.iterdir())
        assert {folder.name for folder in folders} == {folder for folder, _ in whose}
        assert len(folders) == most, "no two names share a folder"
        for folder in folders:
            found = json.loads((folder / "results.json").read_text())
            Draft202012Validator(platforms.GRADESCOPE).validate(found)
            assert found["score"] == 2


def test_options_may_stand_before_the_assignment(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(store, report("ada"), report("ada", "02_tables"))
    out = tmp_path / "out.csv"
    assert export(store, "csv", "--out", out, NAME) == 0
    assert NAME in out.read_text() and "02_tables" not in out.read_text()
    for words in (["csv", "--out", str(out), NAME, "--no-such"], ["csv", NAME, "--out", str(out), "02_tables"]):
        with pytest.raises(SystemExit, match="2"):
            export(store, *words)
        assert f"unrecognized arguments: {'--no-such' if '--no-such' in words else '02_tables'}" in capsys.readouterr().err


@pytest.mark.parametrize("form", ["canvas", "moodle"])
def test_a_list_is_filled_in(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], form: str) -> None:
    keep(store, report("ada"), report("bob", status="error"), report("eve"))
    roster, out = tmp_path / "roster.csv", tmp_path / "out.csv"
    head = (
        f"Student,ID,SIS Login ID,Section,{NAME} (5)"
        if form == "canvas"
        else f"First name,ID number,Username,Section,Quiz: {NAME}"
    )
    roster.write_text(f"{head}\nAda,1,ada,x,\nBob,2,bob,x,\nCy,3,cy,x,\n")
    assert export(store, form, "--roster", roster, "--out", out) == 0
    said = capsys.readouterr()
    assert said.err.startswith(f"wrote {out}\n")
    assert said.out == "", "where the file may go"
    for told in ("eve. Their points are nowhere", "bob (01_arrays)", "without a result: "):
        assert told in said.err
    assert len(out.read_text().splitlines()) == 2, "ada alone"
    assert out.read_text().splitlines()[1].endswith(",2")


def test_one_students_results_for_gradescope(store: Path, tmp_path: Path) -> None:
    keep(store, report("ada"), report("bob"))
    out = tmp_path / "results.json"
    assert export(store, "gradescope", "--student", "ada", "--visibility", "after_published", "--out", out) == 0
    assert json.loads(out.read_text())["visibility"] == "after_published"


def test_reports_in_a_file_are_exported_too(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """As a runner without a store has them."""
    reports, out = tmp_path / "reports.json", tmp_path / "out.csv"
    reports.write_text(json_file.text([report("ada"), report("bob"), report("ada", "02_tables")]))
    assert main(["export", "moodle", NAME, "--reports", str(reports), "--out", str(out)]) == 0
    assert platforms.moodle_reads(out.read_text(), "Username", {"ada", "bob"}) == {"ada": {NAME: 2.0}, "bob": {NAME: 2.0}}
    for line, told in ((["--student", "eve"], "has no such reports"), (["--reports", str(out)], "can't be read as reports")):
        assert main(["export", "csv", "--reports", str(reports), "--out", str(out), *line]) == 2
        assert told in capsys.readouterr().err


def test_what_gradescope_would_call_zero_isnt_written(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    lost = report("bob", status="error")
    del lost.cells[0]
    keep(store, report("ada"), lost)
    out = tmp_path / "out"
    assert export(store, "gradescope", NAME, "--out", out) == 1
    assert [path.name for path in out.iterdir()] == ["ada"], "and no list, where folders are called as students are"
    assert "was graded of bob: no results.json, since it would say 0" in capsys.readouterr().err


def test_written_answers_make_no_total(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(store, report("ada", by_hand={"why": 4.0}))
    out = tmp_path / "out.csv"
    assert export(store, "canvas", "--out", out) == 0
    assert platforms.canvas_reads(out.read_text())[1] == {}
    assert "--checks-only" in capsys.readouterr().err
    assert export(store, "canvas", "--checks-only", "--out", out) == 0
    assert platforms.canvas_reads(out.read_text()) == ({NAME: "5"}, {("", "ada"): {NAME: "2"}})


def gradebook(path: Path, **given: float) -> Path:
    """nbgrader's, in which bob has been read, and ada hasn't: `given` are scores by cell."""
    with Gradebook(f"sqlite:///{path}") as gb:
        gb.add_assignment(NAME)
        gb.add_notebook(NAME, NAME)
        for cell, points in (("test_mean", 2), ("test_sum", 3), ("why", 4), ("how", 2)):
            gb.add_grade_cell(cell, NAME, NAME, max_score=points, cell_type="code")
        for student in ("ada", "bob"):
            gb.add_student(student)
            gb.add_submission(NAME, student)
        for cell, score in given.items():
            grade = gb.find_grade(cell, NAME, NAME, "bob")
            grade.manual_score, grade.extra_credit, grade.needs_manual_grade = score, 0.25, False
        gb.db.commit()
    return path


@pytest.mark.filterwarnings("ignore:Object of type <Submitted")  # nbgrader's own, where it adds a submission
def test_what_people_gave_in_formgrader_is_in_the_total(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also what they gave for an empty answer, and in the place of what a check said; ada waits."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")  # of alembic
    both = {"why": 4.0, "how": 2.0}
    keep(store, *(replace(report(who, by_hand=both), unwritten=["how"]) for who in ("ada", "bob")))
    out, scores = tmp_path / "out.csv", gradebook(tmp_path / "gradebook 100%.db", why=3, how=0.5)
    before = scores.read_bytes()
    assert export(store, "canvas", "--gradebook", scores, "--out", out) == 0
    said = capsys.readouterr().err
    assert platforms.canvas_reads(out.read_text())[1] == {("", "bob"): {NAME: "6"}}, "2 + 3.25 + 0.75"
    assert "ada (01_arrays)" in said and "formgrader" in said and "has what people gave to 1 student" in said
    assert export(store, "csv", "--gradebook", scores, "--out", out) == 0
    rows = {row["student"]: row for row in csv.DictReader(io.StringIO(out.read_text(), newline=""))}
    assert (rows["bob"]["points"], rows["bob"]["why"], rows["bob"]["how"]) == ("6", "3.25", "0.75")
    assert (rows["ada"]["points"], rows["ada"]["points_so_far"], rows["ada"]["how"]) == ("", "2", "0")
    assert scores.read_bytes() == before
    with Gradebook(f"sqlite:///{scores}") as gb:
        gb.find_grade("test_sum", NAME, NAME, "bob").manual_score = 1.5
        gb.db.commit()
    assert export(store, "canvas", "--gradebook", scores, "--out", out) == 0
    assert platforms.canvas_reads(out.read_text())[1] == {("", "bob"): {NAME: "7.5"}}


def test_a_gradebook_that_cant_be_read_is_a_sentence(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(store, report("ada"))
    (tmp_path / "gradebook.db").write_text("Not a database. " * 100)
    for more, told in (
        (["--gradebook", tmp_path / "gradebook.db"], "What people gave is there; --checks-only leaves it out."),
        (["--gradebook", tmp_path / "nowhere.db"], "nowhere.db isn't there."),
        (["--gradebook", tmp_path / "gradebook.db", "--checks-only"], "which --checks-only leaves out"),
    ):
        assert export(store, "canvas", *more, "--out", tmp_path / "out.csv") == 2
        assert told in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["csv", "02_tables"], "nothing of 02_tables was graded yet"),
        (["csv", "03"], "03 is no assignment of this course; there are: 01_arrays, 02_tables."),
        (["csv", "--student", "eve"], "has no results of eve. The students there: ada."),
        (["csv", "--roster", "x.csv"], "--roster is for canvas and moodle alone."),
        (["canvas", "--match", "x"], "--match is for moodle alone."),
        (["gradescope", "--checks-only"], "--checks-only is for canvas and moodle alone."),
        (["moodle", "--column", "x"], "--column names the column of one assignment"),
        (["canvas", NAME, "--roster", "nowhere.csv"], "nowhere.csv can't be read (No such file or directory)."),
    ],
)
def test_wrong_usage_is_a_sentence(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    keep(store, report("ada"))
    assert export(store, *arguments, "--out", tmp_path / "out.csv") == 2
    assert told in capsys.readouterr().err
    assert not (tmp_path / "out.csv").exists()


def test_a_file_that_cant_be_written_is_a_sentence(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(store, report("ada"))
    assert export(store, "csv", "--out", tmp_path) == 2
    assert "is a folder; name a file in it" in capsys.readouterr().err
    assert export(store, "gradescope", "--out", store) == 2
    assert "name a folder, for a results.json of each student" in capsys.readouterr().err


def test_a_list_that_isnt_one_leaves_the_last_file(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    keep(store, report("ada"))
    roster, out = tmp_path / "roster.csv", tmp_path / "out.csv"
    roster.write_text("no,list\n1,2\n")
    out.write_text("the last one")
    assert export(store, "canvas", "--roster", roster, "--out", out) == 2
    assert "isn't what Canvas's gradebook exports" in capsys.readouterr().err
    assert out.read_text() == "the last one"


def test_several_assignments_are_several_columns_and_gradescope_wants_one(
    store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    keep(store, report("ada"), report("ada", "02_tables"))
    out = tmp_path / "out.csv"
    assert export(store, "canvas", "--out", out) == 0
    assert platforms.canvas_reads(out.read_text())[1][("", "ada")] == {NAME: "2", "02_tables": "2"}
    assert export(store, "gradescope", "--out", tmp_path / "all") == 2
    assert "say of which of 01_arrays, 02_tables" in capsys.readouterr().err


def test_a_store_that_cant_be_used_is_a_sentence(store: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = ("--out", tmp_path / "out.csv")
    assert export(store, "csv", *out) == 2
    assert f"{store} isn't there: `autograder grade submitted` makes it." in capsys.readouterr().err
    keep(store)
    Store(store).must_be_usable()
    assert export(store, "csv", *out) == 2
    assert "nothing was graded yet" in capsys.readouterr().err
    older = tmp_path / "older.db"
    shutil.copy(store, older)
    with sqlite3.connect(older) as connection:
        connection.execute("DROP TABLE outcome")
        connection.execute("ALTER TABLE result DROP COLUMN beside")
        connection.execute("PRAGMA user_version = 0")
    assert export(older, "csv", *out) == 2
    assert "older.db" in capsys.readouterr().err
    with sqlite3.connect(store) as connection:
        connection.execute("PRAGMA user_version = 99")
    assert export(store, "csv", *out) == 2
    assert "written by a newer autograder" in capsys.readouterr().err
