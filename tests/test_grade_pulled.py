"""`autograder grade --pulled`: what the last pull was asked for, no more and no less, with a row for each student."""

import csv
import json
from pathlib import Path

import classroom
import pytest
from repositories import START, Content, Link, made, notebook

from autograder.formats import table
from autograder.formats.sheet import Row, Sheet
from autograder.formats.table import Due
from autograder.front.cli import finding, of_pull
from autograder.front.cli.main import main
from autograder.notebooks.course import Course
from autograder.repositories import record

WEATHER = classroom.TESTS / "weather_course"
ONE, TWO = "01_arrays", "02_tables"


def pulled(tmp_path: Path, students: list[str], *assignments: str) -> Path:
    """The record of a pull of these students, from repositories that are there or not."""
    (tmp_path / "students").write_text("".join(f"{one}\n" for one in students))
    line = ["pull", "--repos", f"{tmp_path}/git/{{student}}.git", "--students", str(tmp_path / "students")]
    line += ["--out", str(tmp_path / "submitted"), "--course-dir", str(WEATHER)]
    main([*line, *(["--assignment", *assignments] if assignments else [])])
    return record.path_of(tmp_path / "submitted")


def test_only_what_the_last_pull_was_asked_for_is_graded(tmp_path: Path) -> None:
    for student in ("ada", "bob"):
        both: dict[str, Content] = {f"{name}/{name}.ipynb": notebook() for name in (ONE, TWO)}
        made(tmp_path / "git" / f"{student}.git", (START, both))
    made(tmp_path / "git" / "cy.git", (START, {f"{TWO}/{TWO}.ipynb": Link("/x")}))

    def whose(path: Path) -> list[str]:
        found = of_pull.read(path)
        there = finding.find(found.paths, Course.at(WEATHER), None, "nbgrader").tasks
        return [f"{task.student} {task.assignment}" for task in there]

    path = pulled(tmp_path, ["ada", "bob", "cy"])
    assert whose(path) == [f"{student} {name}" for student in ("ada", "bob") for name in (ONE, TWO)]
    assert of_pull.read(path).without == ["cy"]
    path = pulled(tmp_path, ["bob", "cy"], TWO)
    assert whose(path) == [f"bob {TWO}"], "ada is off the list, and the other assignment is last week's"
    due = of_pull.read(path).due
    assert [(one.student, one.assignment) for one in due] == [("bob", TWO), ("cy", TWO)]
    assert due[0].note == "" and "is a link" in due[1].note
    path = pulled(tmp_path, ["cy", "dan"])
    due = of_pull.read(path).due
    assert [(one.student, one.assignment) for one in due] == [("cy", TWO), ("dan", "")]
    assert "is a link" in due[0].note and "isn't there, or isn't shown" in due[1].note


def test_nobody_has_handed_in_yet(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for student in ("ada", "bob"):
        made(tmp_path / "git" / f"{student}.git")
    path = pulled(tmp_path, ["ada", "bob"], ONE)
    capsys.readouterr()
    line = [
        "grade",
        "--pulled",
        str(path),
        "--course-dir",
        str(WEATHER),
        "--json",
        str(tmp_path / "r"),
        "--csv",
        str(tmp_path / "c"),
    ]
    assert main(line) == 0
    assert "nobody has handed in yet" in capsys.readouterr().err
    assert json.loads((tmp_path / "r").read_text()) == []
    rows = list(csv.DictReader((tmp_path / "c").read_text().splitlines()))
    assert [(row["student"], row["assignment"], row["points"]) for row in rows] == [("ada", ONE, ""), ("bob", ONE, "")]
    assert all("has no commit on its default branch" in row["note"] for row in rows)


def test_the_table_has_a_row_for_each_in_the_order_of_the_list() -> None:
    sheet = Sheet(ONE, f"{ONE}.ipynb", [Row("mean", "right", 2, 2)])
    due = [Due("dan", ONE, "None is there."), Due("ada", ONE, "What was pulled at 1 stays."), Due("eve", ONE)]
    rows = list(csv.reader(table.text([("zoe", sheet), ("ada", sheet)], due).splitlines()))
    assert rows[0] == [*table.HEAD, "mean", "note"]
    assert [row[0] for row in rows[1:]] == ["dan", "ada", "eve", "zoe"]
    assert rows[1][2:] == ["", "", "", "", "", "", "None is there."]
    assert rows[2][3:] == ["2", "2", "2", "", "2", "What was pulled at 1 stays."]
    assert "stopped" in rows[3][-1] and rows[4][-1] == ""


def test_wrong_usage(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "old.pulled.json").write_text('{"schema": 1, "students": []}')
    here = ["--course-dir", str(WEATHER)]
    for line, told in [
        (["grade"], "usage: autograder grade PATH"),
        (["grade", str(tmp_path), "--pulled", "x"], "usage: autograder grade PATH"),
        (["grade", "--pulled", str(tmp_path / "none.json")], "tells of no pull"),
        (["grade", "--pulled", str(tmp_path / "old.pulled.json")], "pull once more"),
    ]:
        assert main([*line, *here]) == 2
        assert told in capsys.readouterr().err
